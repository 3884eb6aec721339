<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>adding</name>
        <message>
            <source>Type to find a category</source>
            <translation>Tippen und finden</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Was es gibt</translation>
        </message>
        <message>
            <source>&amp;What is it?</source>
            <translation>&amp;Was ist es?</translation>
        </message>
        <message>
            <source>Nothing is called that. Try another word.</source>
            <translation>So heißt hier nichts. Schreiben Sie ein anderes Wort.</translation>
        </message>
        <message>
            <source>Add an object</source>
            <translation>Objekt hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>Reading the working copy</source>
            <translation>Arbeitskopie wird gelesen</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Noch einmal lesen</translation>
        </message>
        <message>
            <source>Checking</source>
            <translation>Wird geprüft</translation>
        </message>
        <message>
            <source>&amp;Add anyway</source>
            <translation>Trotzdem &amp;hinzufügen</translation>
        </message>
        <message>
            <source>Something is still being read or checked. Press Add again in a moment.</source>
            <translation>Das Programm liest oder prüft gerade noch. Drücken Sie gleich noch einmal auf Hinzufügen.</translation>
        </message>
        <message>
            <source>Please fill in: {}</source>
            <translation>Bitte ausfüllen: {}</translation>
        </message>
        <message>
            <source>– choose –</source>
            <translation>– wählen –</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>Add an object…</source>
            <translation>Objekt hinzufügen …</translation>
        </message>
        <message>
            <source>&amp;Take the centre of the map</source>
            <translation>&amp;Mitte der Karte übernehmen</translation>
        </message>
        <message>
            <source>Click on the &amp;map</source>
            <translation>In die &amp;Karte klicken</translation>
        </message>
        <message>
            <source>&amp;Draw it on the map</source>
            <translation>In die &amp;Karte zeichnen</translation>
        </message>
        <message>
            <source>No place yet.</source>
            <translation>Noch kein Ort.</translation>
        </message>
        <message>
            <source>Place: {}</source>
            <translation>Ort: {}</translation>
        </message>
        <message>
            <source>Whe&amp;re is it?</source>
            <translation>W&amp;o ist es?</translation>
        </message>
        <message>
            <source>Places found</source>
            <translation>Gefundene Orte</translation>
        </message>
        <message>
            <source>Searching for a place</source>
            <translation>Ort wird gesucht</translation>
        </message>
        <message>
            <source>It is in My contributions and can be submitted there.</source>
            <translation>Sie finden es unter Meine Beiträge. Dort reichen Sie es ein.</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Opening layers</source>
            <translation>Ebenen werden geöffnet</translation>
        </message>
        <message>
            <source>Save the edits of the layer, then it can be submitted.</source>
            <translation>Speichern Sie die Ebene. Dann können Sie es einreichen.</translation>
        </message>
        <message>
            <source>It cannot be taken back here any more. The page My contributions can undo it.</source>
            <translation>Hier geht das nicht mehr. Gehen Sie zu Meine Beiträge.</translation>
        </message>
        <message>
            <source>Add: {}</source>
            <translation>Hinzufügen: {}</translation>
        </message>
        <message>
            <source>Added: {}.</source>
            <translation>Hinzugefügt: {}.</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Zurückgenommen.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>This layer cannot be edited.</source>
            <translation>Diese Ebene kann nicht bearbeitet werden.</translation>
        </message>
        <message>
            <source>Coordinates, for example 51.15 14.80</source>
            <translation>Zahlen für den Ort, zum Beispiel 51,15 14,80</translation>
        </message>
        <message>
            <source>Draw it on the map first.</source>
            <translation>Zeichnen Sie es zuerst in die Karte.</translation>
        </message>
        <message>
            <source>Street and number, or coordinates</source>
            <translation>Straße und Nummer, oder Zahlen für den Ort</translation>
        </message>
        <message>
            <source>These are no coordinates, and your working copy has no streets.</source>
            <translation>Das sind keine Koordinaten. Und in Ihrer Arbeitskopie sind keine Straßen.</translation>
        </message>
        <message>
            <source>The service cannot be asked just now: use the map, or check out the streets later.</source>
            <translation>Der Dienst ist gerade nicht da. Zeigen Sie den Ort in der Karte. Oder leihen Sie später die Straßen aus.</translation>
        </message>
        <message>
            <source>area of {} m², {} points</source>
            <translation>Fläche von {} m², {} Punkte</translation>
        </message>
        <message>
            <source>Now click on the place on the map. The Escape key ends it.</source>
            <translation>Klicken Sie jetzt in der Karte auf den Ort. Mit der Taste Esc hören Sie auf.</translation>
        </message>
        <message>
            <source>Search leads the map there; then draw it.</source>
            <translation>Suchen Sie den Ort. Dann zeichnen Sie ihn in die Karte.</translation>
        </message>
        <message>
            <source>Click along the line. The right mouse button ends it.</source>
            <translation>Klicken Sie die Linie entlang. Die rechte Maustaste beendet sie.</translation>
        </message>
        <message>
            <source>Click around the area. The right mouse button ends it.</source>
            <translation>Klicken Sie um die Fläche herum. Die rechte Maustaste beendet sie.</translation>
        </message>
        <message>
            <source>Backspace takes the last point back, Escape all of it.</source>
            <translation>Die Rücktaste nimmt den letzten Punkt weg. Esc nimmt alle weg.</translation>
        </message>
        <message>
            <source>Say where it is first.</source>
            <translation>Sagen Sie zuerst, wo es ist.</translation>
        </message>
        <message>
            <source>There is no working copy yet. Check out a layer first.</source>
            <translation>Es gibt noch keine Arbeitskopie. Leihen Sie zuerst eine Ebene aus.</translation>
        </message>
        <message>
            <source>Your working copy has no layer to which you may add.</source>
            <translation>In Ihrer Arbeitskopie ist keine Ebene, zu der Sie etwas hinzufügen dürfen.</translation>
        </message>
        <message>
            <source>Correct it, then add it.</source>
            <translation>Berichtigen Sie es und fügen Sie es dann hinzu.</translation>
        </message>
        <message>
            <source>If it is right, add it anyway.</source>
            <translation>Stimmt es so, fügen Sie es trotzdem hinzu.</translation>
        </message>
        <message>
            <source>east {} m, north {} m ({})</source>
            <translation>Ost {} m, Nord {} m ({})</translation>
        </message>
        <message>
            <source>the two numbers were swapped</source>
            <translation>die beiden Zahlen waren vertauscht</translation>
        </message>
        <message>
            <source>Type more of the name, or use the map.</source>
            <translation>Schreiben Sie mehr vom Namen, oder nehmen Sie die Karte.</translation>
        </message>
        <message>
            <source>Connect to your municipality to search there, or use the map.</source>
            <translation>Verbinden Sie sich mit Ihrer Gemeinde. Dann suchen Sie dort. Oder nehmen Sie die Karte.</translation>
        </message>
        <message>
            <source>drawn, {} points</source>
            <translation>gezeichnet, {} Punkte</translation>
        </message>
        <message>
            <source>{}° north, {}° east</source>
            <translation>{}° Nord, {}° Ost</translation>
        </message>
        <message>
            <source>Nothing is called “{}” in your municipality.</source>
            <translation>In Ihrer Gemeinde heißt nichts „{}“.</translation>
        </message>
        <message>
            <source>Nothing is called “{}” in your working copy.</source>
            <translation>In Ihrer Arbeitskopie heißt nichts „{}“.</translation>
        </message>
        <message>
            <source>line of {} m, {} points</source>
            <translation>Linie von {} m, {} Punkte</translation>
        </message>
        <message>
            <source>{} km away</source>
            <translation>{} km entfernt</translation>
        </message>
    </context>
    <context>
        <name>asking</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>at_once_words</name>
        <message>
            <source>Changes – {}.</source>
            <translation>Änderungen – {}.</translation>
        </message>
    </context>
    <context>
        <name>broken_off</name>
        <message>
            <source>Cancelled. What has arrived is kept until tomorrow; nothing here was changed.</source>
            <translation>Abgebrochen. Was schon da ist, bleibt bis morgen liegen. Hier hat sich nichts geändert.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiterladen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
    </context>
    <context>
        <name>browser</name>
        <message>
            <source>Connect to a municipality…</source>
            <translation>Mit einer Gemeinde verbinden …</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
    </context>
    <context>
        <name>catalogue</name>
        <message>
            <source>view</source>
            <translation>ansehen</translation>
        </message>
        <message>
            <source>edit directly</source>
            <translation>direkt bearbeiten</translation>
        </message>
        <message>
            <source>review</source>
            <translation>prüfen</translation>
        </message>
        <message>
            <source>contribute</source>
            <translation>beitragen</translation>
        </message>
        <message>
            <source>edit</source>
            <translation>bearbeiten</translation>
        </message>
        <message>
            <source>Layers of the municipality</source>
            <translation>Ebenen der Gemeinde</translation>
        </message>
        <message>
            <source>Data (WFS)</source>
            <translation>Daten (WFS)</translation>
        </message>
        <message>
            <source>Maps (WMS)</source>
            <translation>Karten (WMS)</translation>
        </message>
        <message>
            <source>publish at once</source>
            <translation>sofort übernehmen</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>What you may do</source>
            <translation>Was Sie dürfen</translation>
        </message>
        <message>
            <source>publish at once: {}</source>
            <translation>sofort übernehmen: {}</translation>
        </message>
        <message>
            <source>contribute: {}</source>
            <translation>beitragen: {}</translation>
        </message>
    </context>
    <context>
        <name>changes_view</name>
        <message>
            <source>Changes that are not sent</source>
            <translation>Änderungen, die noch hier sind</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>… and further changes: {}</source>
            <translation>… und weitere Änderungen: {}</translation>
        </message>
        <message>
            <source>… and further findings: {}</source>
            <translation>… und noch mehr: {}</translation>
        </message>
    </context>
    <context>
        <name>changes_words</name>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>It was put together with what somebody else had changed meanwhile.</source>
            <translation>Jemand anderes hatte auch etwas geändert. Beides gilt jetzt zusammen.</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <source>Shape changed</source>
            <translation>Form ist anders</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Gelöscht</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>Moved by {} m</source>
            <translation>{} m verschoben</translation>
        </message>
        <message>
            <source>no. {}</source>
            <translation>Nr. {}</translation>
        </message>
        <message>
            <source>Changed: {}</source>
            <translation>Geändert: {}</translation>
        </message>
        <message>
            <source>further values: {}</source>
            <translation>weitere Werte: {}</translation>
        </message>
    </context>
    <context>
        <name>check_out_dialog</name>
        <message>
            <source>Counting features</source>
            <translation>Objekte werden gezählt</translation>
        </message>
        <message>
            <source>Check out layers</source>
            <translation>Ebenen ausleihen</translation>
        </message>
        <message>
            <source>What the &amp;map shows now</source>
            <translation>&amp;Was die Karte gerade zeigt</translation>
        </message>
        <message>
            <source>A mun&amp;icipality</source>
            <translation>Eine &amp;Gemeinde</translation>
        </message>
        <message>
            <source>&amp;Everything</source>
            <translation>&amp;Alles</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Gemeinde</translation>
        </message>
        <message>
            <source>File of the new working copy</source>
            <translation>Datei der neuen Arbeitskopie</translation>
        </message>
        <message>
            <source>Check out</source>
            <translation>Ausleihen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>&amp;Layers:</source>
            <translation>&amp;Ebenen:</translation>
        </message>
        <message>
            <source>Area:</source>
            <translation>Gebiet:</translation>
        </message>
        <message>
            <source>&amp;Working copy:</source>
            <translation>Arbeits&amp;kopie:</translation>
        </message>
        <message>
            <source>A new file</source>
            <translation>Eine neue Datei</translation>
        </message>
        <message>
            <source>The file of the working copy is not named.</source>
            <translation>Die Datei hat noch keinen Namen.</translation>
        </message>
        <message>
            <source>No municipality is chosen.</source>
            <translation>Wählen Sie eine Gemeinde.</translation>
        </message>
        <message>
            <source>Reading the list of municipalities</source>
            <translation>Die Gemeinden werden geholt</translation>
        </message>
        <message>
            <source>The layers are copied to your computer. You can edit them there, also without a network; nothing is sent before you submit it.</source>
            <translation>Die Ebenen kommen auf Ihren Computer. Dort können Sie sie ändern. Das geht auch ohne Internet. Es wird nichts gesendet, bis Sie es einreichen.</translation>
        </message>
        <message>
            <source>The area cannot be told in the coordinates of the layer.</source>
            <translation>Das Gebiet passt nicht zu dieser Ebene. Wählen Sie ein anderes Gebiet.</translation>
        </message>
        <message>
            <source>There is nothing in this area. Choose another one.</source>
            <translation>Hier gibt es nichts. Wählen Sie ein anderes Gebiet.</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Wird gezählt …</translation>
        </message>
        <message>
            <source>Tick at least one layer.</source>
            <translation>Kreuzen Sie mindestens eine Ebene an.</translation>
        </message>
        <message>
            <source>Features to load: {}</source>
            <translation>Objekte, die geladen werden: {}</translation>
        </message>
    </context>
    <context>
        <name>check_words</name>
        <message>
            <source>Nothing was sent yet. Please look at this first:</source>
            <translation>Noch ist nichts gesendet. Sehen Sie sich das zuerst an:</translation>
        </message>
        <message>
            <source>The list above leads to each of them. Correct it, or send it anyway.</source>
            <translation>Oben steht die Liste dazu. Machen Sie es richtig. Oder senden Sie es trotzdem.</translation>
        </message>
        <message>
            <source>Please look once more. It is sent as it is.</source>
            <translation>Sehen Sie noch einmal hin. Es wird so gesendet, wie es ist.</translation>
        </message>
        <message>
            <source>Whether lines and areas lie well beside their neighbours, only the service checks.</source>
            <translation>Liegen Linien und Flächen gut neben ihren Nachbarn? Das prüft erst der Dienst.</translation>
        </message>
        <message>
            <source>The map shows both. Is it the same object? Then undo yours, and change the one that is there. Else send yours anyway.</source>
            <translation>Die Karte zeigt beide. Ist es das Gleiche? Dann löschen Sie Ihres. Ändern Sie das, was schon da ist. Wenn nicht: Senden Sie Ihres trotzdem.</translation>
        </message>
        <message>
            <source>Correct it. If it is right as it is, you can send it anyway.</source>
            <translation>Machen Sie es richtig. Stimmt es schon? Dann können Sie es trotzdem senden.</translation>
        </message>
        <message>
            <source>Sent anyway: {}</source>
            <translation>Trotzdem gesendet: {}</translation>
        </message>
        <message>
            <source>The rules have found something to look at: {}, to be corrected: {}.</source>
            <translation>Hier ist etwas aufgefallen: {}. Das muss anders werden: {}.</translation>
        </message>
        <message>
            <source>Nothing was sent yet. Please look at these {} points first:</source>
            <translation>Noch ist nichts gesendet. Sehen Sie sich zuerst diese {} Punkte an:</translation>
        </message>
        <message>
            <source>The rules have found something to look at: {}.</source>
            <translation>Hier ist etwas aufgefallen: {}.</translation>
        </message>
    </context>
    <context>
        <name>checking</name>
        <message>
            <source>Checking changes</source>
            <translation>Die Änderungen werden geprüft</translation>
        </message>
    </context>
    <context>
        <name>conflict_table</name>
        <message>
            <source>≠ not as before</source>
            <translation>≠ nicht wie vorher</translation>
        </message>
        <message>
            <source>Becomes</source>
            <translation>Wird</translation>
        </message>
        <message>
            <source>to choose</source>
            <translation>wählen</translation>
        </message>
        <message>
            <source>⚠ to be decided</source>
            <translation>⚠ bitte noch wählen</translation>
        </message>
        <message>
            <source>✓ is taken</source>
            <translation>✓ gilt</translation>
        </message>
        <message>
            <source>as it was</source>
            <translation>wie zuvor</translation>
        </message>
        <message>
            <source>{}, to be decided</source>
            <translation>{}: bitte noch wählen</translation>
        </message>
        <message>
            <source>is taken</source>
            <translation>gilt</translation>
        </message>
        <message>
            <source>{} becomes: {}</source>
            <translation>{} wird: {}</translation>
        </message>
    </context>
    <context>
        <name>conflict_verbs</name>
        <message>
            <source>Comparing three versions</source>
            <translation>3 Fassungen werden verglichen</translation>
        </message>
        <message>
            <source>Decided: {}. It is sent with your next submission.</source>
            <translation>Entschieden: {}. Wenn Sie das nächste Mal einreichen, geht es mit.</translation>
        </message>
        <message>
            <source>It stands in the comment below, and goes with your next submission: {}.</source>
            <translation>Es steht jetzt unten im Kommentar. Wenn Sie das nächste Mal einreichen, geht es mit: {}.</translation>
        </message>
        <message>
            <source>To be decided again: {}.</source>
            <translation>Sie können wieder wählen: {}.</translation>
        </message>
        <message>
            <source>Deciding a conflict</source>
            <translation>Konflikt wird entschieden</translation>
        </message>
        <message>
            <source>Decided: {}. It is as the municipality has it; nothing is to be sent.</source>
            <translation>Entschieden: {}. Es ist jetzt so wie bei der Gemeinde. Sie müssen nichts senden.</translation>
        </message>
        <message>
            <source>Sending a comment</source>
            <translation>Ein Kommentar wird gesendet</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Sent as a comment: {}</source>
            <translation>Als Kommentar gesendet: {}</translation>
        </message>
    </context>
    <context>
        <name>conflicts_view</name>
        <message>
            <source>Another value…</source>
            <translation>Anderer Wert …</translation>
        </message>
        <message>
            <source>Objects that somebody else has changed too</source>
            <translation>Objekte, die auch jemand anderes geändert hat</translation>
        </message>
        <message>
            <source>This line:</source>
            <translation>Diese Zeile:</translation>
        </message>
        <message>
            <source>All lines:</source>
            <translation>Alle Zeilen:</translation>
        </message>
        <message>
            <source>Turn mine into a comment</source>
            <translation>Meins nur als Kommentar</translation>
        </message>
        <message>
            <source>Use this</source>
            <translation>So verwenden</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>… and further conflicts: {}</source>
            <translation>… und weitere Konflikte: {}</translation>
        </message>
    </context>
    <context>
        <name>conflicts_words</name>
        <message>
            <source>The two places are up to {} m apart.</source>
            <translation>Die 2 Orte sind bis zu {} m weit weg voneinander.</translation>
        </message>
        <message>
            <source>{}: I had “{}”, there it says “{}”</source>
            <translation>{}: bei mir „{}“, dort steht „{}“</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Meins</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Gemeinde</translation>
        </message>
        <message>
            <source>The municipality has your contribution and has not answered yet. You may wait for the answer. If you decide now, it goes there as a new revision.</source>
            <translation>Die Gemeinde hat Ihren Beitrag schon. Sie hat noch nicht geantwortet. Sie können auf die Antwort warten. Oder Sie entscheiden jetzt. Dann geht der Beitrag noch einmal neu hin.</translation>
        </message>
        <message>
            <source>Bring it back as I have it</source>
            <translation>Wieder neu machen, so wie bei mir</translation>
        </message>
        <message>
            <source>Let it go</source>
            <translation>Gelöscht lassen</translation>
        </message>
        <message>
            <source>All is decided.</source>
            <translation>Alles ist entschieden.</translation>
        </message>
        <message>
            <source>answer awaited</source>
            <translation>Antwort steht aus</translation>
        </message>
        <message>
            <source>{}: it was deleted, but I think that it is there: {}</source>
            <translation>{}: wurde gelöscht. Ich glaube, es ist noch da: {}</translation>
        </message>
        <message>
            <source>both changed: {}</source>
            <translation>von beiden geändert: {}</translation>
        </message>
        <message>
            <source>You have deleted this object. Somebody else has changed it meanwhile. Shall it go all the same?</source>
            <translation>Sie haben dieses Objekt gelöscht. Jemand anderes hat es geändert. Soll es trotzdem weg?</translation>
        </message>
        <message>
            <source>You have changed this object. Somebody else has deleted it meanwhile. Shall it come back as you have it?</source>
            <translation>Sie haben dieses Objekt geändert. Jemand anderes hat es gelöscht. Soll es wieder da sein, so wie bei Ihnen?</translation>
        </message>
        <message>
            <source>You and somebody else have changed this object. Choose what shall hold where there is a ⚠. Nothing is changed before you press “Use this”.</source>
            <translation>2 Menschen haben dieses Objekt geändert: Sie und jemand anderes. Wo ein ⚠ steht, müssen Sie wählen. Was soll gelten? Drücken Sie dann auf „So verwenden“. Erst dann ändert sich etwas.</translation>
        </message>
        <message>
            <source>Delete it all the same</source>
            <translation>Trotzdem löschen</translation>
        </message>
        <message>
            <source>Keep it as the municipality has it</source>
            <translation>Behalten, so wie bei der Gemeinde</translation>
        </message>
        <message>
            <source>Still to be decided: {}</source>
            <translation>Noch zu entscheiden: {}</translation>
        </message>
        <message>
            <source>{} and {} more</source>
            <translation>{} und {} weitere</translation>
        </message>
        <message>
            <source>{}: I think that it is gone.</source>
            <translation>{}: Ich glaube, es ist nicht mehr da.</translation>
        </message>
        <message>
            <source>Place: I had it at {}</source>
            <translation>Lage: bei mir {}</translation>
        </message>
        <message>
            <source>deleted by you, changed by somebody else</source>
            <translation>von Ihnen gelöscht, von jemand anderem geändert</translation>
        </message>
        <message>
            <source>changed by you, deleted by somebody else</source>
            <translation>von Ihnen geändert, von jemand anderem gelöscht</translation>
        </message>
        <message>
            <source>This field takes a date and time, like 2026-05-04T09:30:00.</source>
            <translation>Hier fehlen Tag und Uhrzeit. Schreiben Sie es so: 2026-05-04T09:30:00.</translation>
        </message>
        <message>
            <source>This field takes a whole number.</source>
            <translation>Hier muss eine ganze Zahl stehen.</translation>
        </message>
        <message>
            <source>This field takes a number.</source>
            <translation>Hier muss eine Zahl stehen.</translation>
        </message>
        <message>
            <source>This field takes yes or no.</source>
            <translation>Hier muss ja oder nein stehen.</translation>
        </message>
        <message>
            <source>This field takes a date, like 2026-05-04.</source>
            <translation>Hier muss ein Tag stehen. Schreiben Sie ihn so: 2026-05-04.</translation>
        </message>
        <message>
            <source>This field takes JSON.</source>
            <translation>Hier muss JSON stehen.</translation>
        </message>
    </context>
    <context>
        <name>connect_dialog</name>
        <message>
            <source>The municipality tells you its address, and gives you the login.</source>
            <translation>Die Gemeinde gibt Ihnen die Adresse. Sie gibt Ihnen auch Namen und Passwort.</translation>
        </message>
        <message>
            <source>Connect to a municipality</source>
            <translation>Mit einer Gemeinde verbinden</translation>
        </message>
        <message>
            <source>As a &amp;guest: look and load, but contribute nothing</source>
            <translation>Als &amp;Gast: nur ansehen und ausleihen</translation>
        </message>
        <message>
            <source>With a &amp;login</source>
            <translation>Mit einer An&amp;meldung</translation>
        </message>
        <message>
            <source>QGIS keeps the password encrypted on this computer. At the first time it then asks for a master password: make one up yourself, and write it down. The password stands in no working copy and in no project.</source>
            <translation>Ihr Passwort bleibt auf diesem Computer. Beim ersten Mal fragt QGIS dann nach einem Hauptpasswort („Hauptkennwort“). Das denken Sie sich selbst aus. Schreiben Sie es auf. Ihr Passwort steht in keiner anderen Datei.</translation>
        </message>
        <message>
            <source>Careful: this address starts with http:// and is not encrypted. Others in the network can read your password. Ask the municipality for an address with https://.</source>
            <translation>Vorsicht: Diese Adresse beginnt mit http://. Das ist nicht sicher. Andere können Ihr Passwort lesen. Fragen Sie die Gemeinde: Gibt es eine Adresse mit https://?</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>&amp;Address of the service:</source>
            <translation>&amp;Adresse des Dienstes:</translation>
        </message>
        <message>
            <source>&amp;Known logins:</source>
            <translation>&amp;Bekannte Anmeldungen:</translation>
        </message>
        <message>
            <source>&amp;User name:</source>
            <translation>Ben&amp;utzername:</translation>
        </message>
        <message>
            <source>&amp;Password:</source>
            <translation>&amp;Passwort:</translation>
        </message>
        <message>
            <source>A new login</source>
            <translation>Eine neue Anmeldung</translation>
        </message>
        <message>
            <source>User name or password is missing.</source>
            <translation>Benutzername oder Passwort fehlt.</translation>
        </message>
    </context>
    <context>
        <name>contributions_entries</name>
        <message>
            <source>Answer of the municipality</source>
            <translation>Antwort der Gemeinde</translation>
        </message>
        <message>
            <source>What the municipality has corrected</source>
            <translation>Das hat die Stadt verbessert</translation>
        </message>
        <message>
            <source>My comment</source>
            <translation>Mein Kommentar</translation>
        </message>
        <message>
            <source>{} by rule</source>
            <translation>{}, automatisch</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <source>Made: {}</source>
            <translation>Erstellt: {}</translation>
        </message>
        <message>
            <source>revision {}</source>
            <translation>Fassung {}</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>What was noticed</source>
            <translation>Das ist aufgefallen</translation>
        </message>
        <message>
            <source>As of {}</source>
            <translation>Stand: {}</translation>
        </message>
    </context>
    <context>
        <name>contributions_view</name>
        <message>
            <source>Ask for answers</source>
            <translation>Nach Antworten fragen</translation>
        </message>
        <message>
            <source>Nothing is open. Choose “All” to see what has been decided.</source>
            <translation>Nichts ist offen. Wählen Sie „Alle“. Dann sehen Sie auch, was fertig ist.</translation>
        </message>
        <message>
            <source>The selected contribution and its answers</source>
            <translation>Der Beitrag und die Antworten</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Offene</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>&amp;Show:</source>
            <translation>&amp;Zeigen:</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Revise</source>
            <translation>Noch einmal ändern</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Zurückziehen</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <source>… and further contributions: {}</source>
            <translation>… und weitere Beiträge: {}</translation>
        </message>
        <message>
            <source>Contribution</source>
            <translation>Beitrag</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Answer not read yet: {}</source>
            <translation>Neue Antwort: {}</translation>
        </message>
    </context>
    <context>
        <name>copy_list</name>
        <message>
            <source>complete: {} of {}</source>
            <translation>alles da: {} von {}</translation>
        </message>
        <message>
            <source>⚠ incomplete: {} of {}</source>
            <translation>⚠ nicht alles da: {} von {}</translation>
        </message>
        <message>
            <source>Layers of the working copy</source>
            <translation>Ebenen der Arbeitskopie</translation>
        </message>
        <message>
            <source>loaded {}</source>
            <translation>geladen am {}</translation>
        </message>
        <message>
            <source>changes: {}</source>
            <translation>Änderungen: {}</translation>
        </message>
        <message>
            <source>⚠ conflicts: {}</source>
            <translation>⚠ Konflikte: {}</translation>
        </message>
        <message>
            <source>not saved yet: {}</source>
            <translation>noch nicht gespeichert: {}</translation>
        </message>
        <message>
            <source>protection: {}</source>
            <translation>Schutz: {}</translation>
        </message>
    </context>
    <context>
        <name>copy_panel</name>
        <message>
            <source>Working copy {}</source>
            <translation>Arbeitskopie {}</translation>
        </message>
        <message>
            <source>Reading the working copy</source>
            <translation>Arbeitskopie wird gelesen</translation>
        </message>
        <message>
            <source>Open another working copy</source>
            <translation>Andere Arbeitskopie öffnen</translation>
        </message>
        <message>
            <source>Working copy</source>
            <translation>Arbeitskopie</translation>
        </message>
        <message>
            <source>No working copy yet. Choose layers above, then “Check out…”: you can edit them on your computer, also without a network.</source>
            <translation>Sie haben noch keine Arbeitskopie. Wählen Sie oben Ebenen. Drücken Sie dann auf „Ausleihen …“. Dann können Sie die Ebenen auf Ihrem Computer ändern. Das geht auch ohne Internet.</translation>
        </message>
        <message>
            <source>I know where it comes from</source>
            <translation>Ich weiß, woher sie kommt</translation>
        </message>
        <message>
            <source>Connect to its service…</source>
            <translation>Mit ihrem Dienst verbinden …</translation>
        </message>
        <message>
            <source>Add to map</source>
            <translation>Zur Karte hinzufügen</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Neu laden</translation>
        </message>
        <message>
            <source>Open another working copy…</source>
            <translation>Andere Arbeitskopie öffnen …</translation>
        </message>
        <message>
            <source>Refreshing the working copy</source>
            <translation>Arbeitskopie wird neu geladen</translation>
        </message>
        <message>
            <source>Opening layers</source>
            <translation>Ebenen werden geöffnet</translation>
        </message>
        <message>
            <source>This file was made by somebody else, or it was moved. You can look at it; it cannot be edited yet.</source>
            <translation>Diese Datei ist von jemand anderem. Oder jemand hat sie verschoben. Sie können sie ansehen. Ändern können Sie sie noch nicht.</translation>
        </message>
        <message>
            <source>These layers are on the map already.</source>
            <translation>Diese Ebenen sind schon in der Karte.</translation>
        </message>
        <message>
            <source>It belongs to the service {}. Connect to it to refresh or submit.</source>
            <translation>Sie gehört zum Dienst {}. Verbinden Sie sich mit ihm. Dann können Sie neu laden und einreichen.</translation>
        </message>
    </context>
    <context>
        <name>copy_refresh</name>
        <message>
            <source>Put together with your changes, nothing of either is lost: {} ({}).</source>
            <translation>Ihre Änderung und die von jemand anderem sind jetzt zusammen. Nichts ging verloren: {} ({}).</translation>
        </message>
        <message>
            <source>The municipality has changed layers. Your edits are kept. {}</source>
            <translation>Die Gemeinde hat Ebenen anders gemacht. Ihre Arbeit bleibt da. {}</translation>
        </message>
        <message>
            <source>Save edits and refresh</source>
            <translation>Speichern und neu laden</translation>
        </message>
        <message>
            <source>Refreshing the working copy</source>
            <translation>Arbeitskopie wird neu geladen</translation>
        </message>
        <message>
            <source>The working copy is up to date. New: {}, changed: {}, gone: {}.</source>
            <translation>Die Arbeitskopie ist auf dem neuen Stand. Neu: {}, geändert: {}, weg: {}.</translation>
        </message>
        <message>
            <source>Changed by somebody else, too: {}. Yours is kept.</source>
            <translation>Das hat auch jemand anderes geändert: {}. Ihre Arbeit bleibt da.</translation>
        </message>
        <message>
            <source>Published by you, and overwritten since: {}.</source>
            <translation>Ihre Änderung ist nicht mehr da. Jemand hat sie überschrieben: {}.</translation>
        </message>
        <message>
            <source>{} and {} more</source>
            <translation>{} und {} weitere</translation>
        </message>
        <message>
            <source>There are edits that QGIS has not saved yet: {}.</source>
            <translation>QGIS hat etwas noch nicht gespeichert: {}.</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
    </context>
    <context>
        <name>differences</name>
        <message>
            <source>The field {name} ({now}) is new.</source>
            <translation>Das Feld {name} ({now}) ist neu.</translation>
        </message>
        <message>
            <source>The field {name} ({before}) is gone.</source>
            <translation>Das Feld {name} ({before}) gibt es nicht mehr.</translation>
        </message>
        <message>
            <source>The field {name} was {before} and is {now}.</source>
            <translation>Das Feld {name} war {before}. Jetzt ist es {now}.</translation>
        </message>
        <message>
            <source>The geometry was {before} and is {now}.</source>
            <translation>Die Form war {before}. Jetzt ist sie {now}.</translation>
        </message>
        <message>
            <source>The reference system was {before} and is {now}.</source>
            <translation>Die Art der Koordinaten war {before}. Jetzt ist sie {now}.</translation>
        </message>
        <message>
            <source>The key was {before} and is {now}.</source>
            <translation>Der Schlüssel war {before}. Jetzt ist er {now}.</translation>
        </message>
        <message>
            <source>text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>whole number</source>
            <translation>ganze Zahl</translation>
        </message>
        <message>
            <source>number</source>
            <translation>Zahl</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>ja oder nein</translation>
        </message>
        <message>
            <source>date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>Datum und Uhrzeit</translation>
        </message>
        <message>
            <source>time</source>
            <translation>Uhrzeit</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nicht vorhanden</translation>
        </message>
    </context>
    <context>
        <name>digest</name>
        <message>
            <source>Hello,</source>
            <translation>Guten Tag,</translation>
        </message>
        <message>
            <source>Bürger-GIS: news about your contributions</source>
            <translation>Bürger-GIS: Neues zu Ihren Beiträgen</translation>
        </message>
        <message>
            <source>Bürger-GIS: contributions to review</source>
            <translation>Bürger-GIS: Beiträge zum Prüfen</translation>
        </message>
        <message>
            <source>There are answers to your contributions:</source>
            <translation>Es gibt Antworten auf Ihre Beiträge:</translation>
        </message>
        <message>
            <source>Somebody has written a comment about your contributions:</source>
            <translation>Jemand hat etwas zu Ihren Beiträgen geschrieben (Kommentar):</translation>
        </message>
        <message numerus="yes">
            <source>%n of your contributions wait for you.</source>
            <translation>
                <numerusform>Einer von Ihren Beiträgen wartet auf Sie.</numerusform>
                <numerusform>%n von Ihren Beiträgen warten auf Sie.</numerusform>
            </translation>
        </message>
        <message>
            <source>You can read everything in Bürger-GIS, on the page “My contributions”.</source>
            <translation>Öffnen Sie Bürger-GIS. Auf der Seite „Meine Beiträge“ steht alles.</translation>
        </message>
        <message>
            <source>New contributions to review:</source>
            <translation>Neue Beiträge zum Prüfen:</translation>
        </message>
        <message>
            <source>Contributions that were handed over to you:</source>
            <translation>Ein anderes Amt gibt Ihnen diese Beiträge:</translation>
        </message>
        <message>
            <source>Contributions whose deadline has passed:</source>
            <translation>Diese Beiträge sind zu spät dran:</translation>
        </message>
        <message numerus="yes">
            <source>%n contributions wait to be reviewed.</source>
            <translation>
                <numerusform>Jemand muss noch %n Beitrag prüfen.</numerusform>
                <numerusform>Jemand muss noch %n Beiträge prüfen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The deadline of %n of them has passed.</source>
            <translation>
                <numerusform>%n davon ist zu spät dran.</numerusform>
                <numerusform>%n davon sind zu spät dran.</numerusform>
            </translation>
        </message>
        <message>
            <source>You find them in Bürger-GIS, on the page “Review”.</source>
            <translation>Öffnen Sie Bürger-GIS. Sie finden sie auf der Seite „Prüfen“.</translation>
        </message>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… und %n weiterer</numerusform>
                <numerusform>… und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>{layer}, {operation}, of {day}</source>
            <translation>{layer}, {operation}, vom {day}</translation>
        </message>
        <message>
            <source>{what}: {status}</source>
            <translation>{what}: {status}</translation>
        </message>
        <message>
            <source>{what}: {status} ({reason})</source>
            <translation>{what}: {status} ({reason})</translation>
        </message>
        <message>
            <source>You get this text because you wanted it. If you do not want it any more, tell the municipality.</source>
            <translation>Sie wollten diesen Text bekommen. Wollen Sie ihn nicht mehr? Dann sagen Sie es der Gemeinde.</translation>
        </message>
    </context>
    <context>
        <name>dock</name>
        <message>
            <source>Bürger-GIS</source>
            <translation>Bürger-GIS</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Options…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <source>Help and options</source>
            <translation>Hilfe und Einstellungen</translation>
        </message>
        <message>
            <source>My contributions ({})</source>
            <translation>Meine Beiträge ({})</translation>
        </message>
        <message>
            <source>Bürger-GIS – answers not read yet: {}</source>
            <translation>Bürger-GIS – neue Antworten: {}</translation>
        </message>
    </context>
    <context>
        <name>doubting</name>
        <message>
            <source>Overwritten</source>
            <translation>Überschrieben</translation>
        </message>
        <message>
            <source>Did it arrive?</source>
            <translation>Ist es angekommen?</translation>
        </message>
        <message>
            <source>The new object</source>
            <translation>Das neue Objekt</translation>
        </message>
        <message>
            <source>{}: one just like it is on the map, and was not there before. Is that it?</source>
            <translation>{}: So eines ist jetzt in der Karte. Vorher war es nicht da. Ist es das?</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Noch einmal machen</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>Lassen, wie es ist</translation>
        </message>
        <message>
            <source>Noting a decision</source>
            <translation>Ihre Wahl wird notiert</translation>
        </message>
        <message>
            <source>It is not there: send it again</source>
            <translation>Es ist nicht da: noch einmal senden</translation>
        </message>
        <message>
            <source>Settling a doubt</source>
            <translation>Es wird nachgesehen</translation>
        </message>
        <message>
            <source>{}: several just like it are on the map. Refresh and look before you decide.</source>
            <translation>{}: In der Karte gibt es mehrere davon. Laden Sie neu und sehen Sie nach. Entscheiden Sie erst dann.</translation>
        </message>
        <message>
            <source>{}: nothing like it is on the map of the service.</source>
            <translation>{}: So etwas gibt es in der Karte nicht.</translation>
        </message>
        <message>
            <source>Published by you, and overwritten since: {}.</source>
            <translation>Ihre Änderung ist nicht mehr da. Jemand hat sie überschrieben: {}.</translation>
        </message>
        <message>
            <source>New objects of which nobody knows whether they arrived: {}.</source>
            <translation>Neue Objekte: Niemand weiß, ob sie da sind: {}.</translation>
        </message>
        <message>
            <source>Looking for what may have arrived</source>
            <translation>Es wird nachgesehen, was da ist</translation>
        </message>
        <message>
            <source>It has arrived</source>
            <translation>Es ist angekommen</translation>
        </message>
    </context>
    <context>
        <name>findings</name>
        <message>
            <source>error</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>warning</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <source>hint</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>{field}: “{value}” is not in the list of values.</source>
            <translation>{field}: „{value}“ gibt es hier nicht.</translation>
        </message>
        <message>
            <source>{field}: another object has “{value}” already.</source>
            <translation>{field}: Ein anderes Objekt hat schon „{value}“.</translation>
        </message>
        <message>
            <source>{field} is empty, and must not be.</source>
            <translation>{field} ist leer. Füllen Sie es aus.</translation>
        </message>
        <message>
            <source>{field}: “{value}” is not known in {layer}.</source>
            <translation>{field}: „{value}“ gibt es in {layer} nicht.</translation>
        </message>
        <message>
            <source>{field}: {value} is not between {min} and {max}.</source>
            <translation>{field}: {value} geht nicht. Es geht von {min} bis {max}.</translation>
        </message>
        <message>
            <source>{field}: {value} is less than {min}.</source>
            <translation>{field}: {value} ist zu klein. Es geht ab {min}.</translation>
        </message>
        <message>
            <source>{field}: {value} is more than {max}.</source>
            <translation>{field}: {value} ist zu groß. Es geht bis {max}.</translation>
        </message>
        <message>
            <source>The area is unusual: {value} m².</source>
            <translation>Ist die Größe richtig? {value} m²</translation>
        </message>
        <message>
            <source>The length is unusual: {value} m.</source>
            <translation>Ist die Länge richtig? {value} m</translation>
        </message>
        <message>
            <source>The number of vertices is unusual: {value}.</source>
            <translation>Ist die Zahl der Eckpunkte richtig? {value}</translation>
        </message>
        <message>
            <source>The shape is not valid.</source>
            <translation>Die Form stimmt nicht.</translation>
        </message>
        <message>
            <source>The outline crosses itself.</source>
            <translation>Der Rand kreuzt sich selbst.</translation>
        </message>
        <message>
            <source>The outline touches itself.</source>
            <translation>Der Rand berührt sich selbst.</translation>
        </message>
        <message>
            <source>A hole lies outside of the area.</source>
            <translation>Ein Loch liegt neben der Fläche.</translation>
        </message>
        <message>
            <source>It has no place on the map.</source>
            <translation>Es hat keinen Platz auf der Karte.</translation>
        </message>
        <message>
            <source>This layer takes no shape of the kind {value}.</source>
            <translation>In diese Ebene passt keine Form wie {value}.</translation>
        </message>
        <message>
            <source>The shape has no extent.</source>
            <translation>Die Form hat keine Größe.</translation>
        </message>
        <message>
            <source>It lies in no municipality of this service.</source>
            <translation>Es liegt nicht in dieser Gemeinde.</translation>
        </message>
        <message>
            <source>It does not lie in the municipality of this layer.</source>
            <translation>Es liegt nicht in der Gemeinde. Die Ebene gehört zu einer anderen.</translation>
        </message>
        <message>
            <source>It lies on the boundary of two municipalities.</source>
            <translation>Es liegt auf der Grenze. Dort sind 2 Gemeinden.</translation>
        </message>
        <message>
            <source>Something alike is there already, {metres} m away.</source>
            <translation>So etwas gibt es schon, {metres} m weiter.</translation>
        </message>
        <message>
            <source>Something alike was proposed already, {metres} m away.</source>
            <translation>So etwas hat schon jemand gemeldet, {metres} m weiter.</translation>
        </message>
        <message>
            <source>It was moved by {metres} m.</source>
            <translation>Es wurde um {metres} m verschoben.</translation>
        </message>
        <message>
            <source>The coordinates are rounded. Was the place measured?</source>
            <translation>Die Zahlen sind rund. Wurde der Ort gemessen?</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of another reference system.</source>
            <translation>Die Art der Zahlen ist wohl falsch. Sie passen nicht zu dieser Karte.</translation>
        </message>
        <message>
            <source>East and north seem to be swapped.</source>
            <translation>Die 2 Zahlen sind wohl vertauscht.</translation>
        </message>
        <message>
            <source>The coordinates are degrees, but the layer is in metres.</source>
            <translation>Die Zahlen sind in Grad. Hier braucht man Meter.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 31.</source>
            <translation>Die Zahlen gehören wohl zur UTM-Zone 31.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 32.</source>
            <translation>Die Zahlen gehören wohl zur UTM-Zone 32.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 33.</source>
            <translation>Die Zahlen gehören wohl zur UTM-Zone 33.</translation>
        </message>
        <message>
            <source>The coordinates seem to be Gauß-Krüger coordinates.</source>
            <translation>Die Zahlen sind wohl von Gauß-Krüger.</translation>
        </message>
        <message>
            <source>The number of the zone before the east coordinate is missing, or too much.</source>
            <translation>Vorne an der Zahl ist etwas falsch. Die Nummer der Zone fehlt. Oder sie ist zu viel.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of web maps (EPSG:3857).</source>
            <translation>Die Zahlen sind wohl von einer Karte im Internet (EPSG:3857).</translation>
        </message>
        <message>
            <source>The coordinates are zero.</source>
            <translation>Die Zahlen sind 0.</translation>
        </message>
        <message>
            <source>There is no such place in Germany.</source>
            <translation>So einen Ort gibt es in Deutschland nicht.</translation>
        </message>
        <message>
            <source>It covers {area} m² of another area.</source>
            <translation>Es liegt auf einer anderen Fläche: {area} m² sind doppelt.</translation>
        </message>
        <message>
            <source>A gap of {area} m² stays free beside it.</source>
            <translation>Daneben ist eine Lücke. Sie ist {area} m² groß.</translation>
        </message>
        <message>
            <source>The line ends {metres} m from the next one without meeting it.</source>
            <translation>Die Linie hört zu früh auf. Zur nächsten fehlen {metres} m.</translation>
        </message>
        <message>
            <source>{field} seems to hold an e-mail address.</source>
            <translation>In {field} steht wohl eine E-Mail-Adresse.</translation>
        </message>
        <message>
            <source>{field} seems to hold a telephone number.</source>
            <translation>In {field} steht wohl eine Telefonnummer.</translation>
        </message>
        <message>
            <source>{field} holds the number of a bank account.</source>
            <translation>In {field} steht die Nummer von einem Konto (IBAN).</translation>
        </message>
        <message>
            <source>{field} seems to hold a licence plate.</source>
            <translation>In {field} steht wohl das Kennzeichen von einem Auto.</translation>
        </message>
        <message>
            <source>Very many objects were changed at once: {count}.</source>
            <translation>Das sind sehr viele geänderte Objekte auf einmal: {count}.</translation>
        </message>
        <message>
            <source>Very many objects were added at once: {count}.</source>
            <translation>Das sind sehr viele neue Objekte auf einmal: {count}.</translation>
        </message>
        <message>
            <source>Very many objects were deleted at once: {count}.</source>
            <translation>Das sind sehr viele gelöschte Objekte auf einmal: {count}.</translation>
        </message>
        <message>
            <source>It may belong into the layer {other}.</source>
            <translation>Passt es besser in die Ebene {other}?</translation>
        </message>
        <message>
            <source>{field} seems to hold no words.</source>
            <translation>In {field} stehen wohl keine echten Wörter.</translation>
        </message>
        <message>
            <source>{field} holds words that may offend.</source>
            <translation>In {field} stehen Wörter, die weh tun können.</translation>
        </message>
        <message>
            <source>{field} names a web page.</source>
            <translation>In {field} steht eine Seite aus dem Internet.</translation>
        </message>
        <message>
            <source>Many values were taken away: {count}.</source>
            <translation>Viele Felder sind jetzt leer: {count}.</translation>
        </message>
        <message>
            <source>A condition of the municipality is not met.</source>
            <translation>Das passt nicht zu einer Regel der Gemeinde.</translation>
        </message>
        <message>
            <source>The comment</source>
            <translation>Der Kommentar</translation>
        </message>
        <message>
            <source>… and {} more</source>
            <translation>… und {} weitere</translation>
        </message>
    </context>
    <context>
        <name>forms</name>
        <message>
            <source>At most {}.</source>
            <translation>Nicht mehr als {}.</translation>
        </message>
        <message>
            <source>Between {} and {}.</source>
            <translation>Zwischen {} und {}.</translation>
        </message>
        <message>
            <source>At least {}.</source>
            <translation>Nicht weniger als {}.</translation>
        </message>
        <message>
            <source>At most {} characters.</source>
            <translation>Nicht mehr als {} Zeichen.</translation>
        </message>
        <message>
            <source>(nothing)</source>
            <translation>(nichts)</translation>
        </message>
        <message>
            <source>Setting up forms</source>
            <translation>Formulare werden eingerichtet</translation>
        </message>
    </context>
    <context>
        <name>header</name>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>The municipality leaves the list. Working copies and the login stay.</source>
            <translation>Die Gemeinde ist dann nicht mehr in der Liste. Ihre Arbeit bleibt. Auch Name und Passwort bleiben.</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>Kein Internet.</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Gemeinde</translation>
        </message>
        <message>
            <source>Ask the service again</source>
            <translation>Noch einmal fragen</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Other municipality, login</source>
            <translation>Andere Gemeinde, Anmeldung</translation>
        </message>
        <message>
            <source>Welcome! Connect to your municipality, and you will see its maps here. You may look around as a guest; with a login you can help to keep the map up to date.</source>
            <translation>Willkommen! Verbinden Sie sich mit Ihrer Gemeinde. Dann sehen Sie hier ihre Karten. Als Gast können Sie alles ansehen. Mit Namen und Passwort können Sie mithelfen. So stimmt die Karte.</translation>
        </message>
        <message>
            <source>Connect to a municipality…</source>
            <translation>Mit einer Gemeinde verbinden …</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Log in…</source>
            <translation>Anmelden …</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Change login…</source>
            <translation>Anmeldung ändern …</translation>
        </message>
        <message>
            <source>Remove from the list…</source>
            <translation>Aus der Liste entfernen …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>This service has no review queue: who may write here publishes at once.</source>
            <translation>Hier prüft niemand. Was Sie senden, ist sofort auf der Karte.</translation>
        </message>
        <message>
            <source>You can look at the maps; this service takes no contributions.</source>
            <translation>Sie können die Karten ansehen. Mehr geht hier nicht.</translation>
        </message>
        <message>
            <source>You are a guest: you can look and load, but contribute nothing.</source>
            <translation>Sie sind Gast. Sie können ansehen und ausleihen. Einreichen können Sie nichts.</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Sie werden verbunden …</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Nicht verbunden.</translation>
        </message>
        <message>
            <source>You are {} ({}).</source>
            <translation>Sie sind {}. Ihre Aufgabe: {}.</translation>
        </message>
        <message>
            <source>Log in again</source>
            <translation>Neu anmelden</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>Others see: {}</source>
            <translation>Andere sehen: {}</translation>
        </message>
    </context>
    <context>
        <name>headlines</name>
        <message>
            <source>That did not work.</source>
            <translation>Das hat nicht geklappt.</translation>
        </message>
        <message>
            <source>The service did not do it.</source>
            <translation>Der Dienst hat das nicht gemacht.</translation>
        </message>
        <message>
            <source>There is no usable service at this address.</source>
            <translation>Die Adresse passt nicht. Dort ist kein Dienst für Bürger-GIS.</translation>
        </message>
        <message>
            <source>This service takes no contributions from you.</source>
            <translation>Dieser Dienst nimmt von Ihnen keine Beiträge an.</translation>
        </message>
        <message>
            <source>The service asks for a login, or does not know this one.</source>
            <translation>Der Dienst braucht Namen und Passwort. Oder sie stimmen nicht.</translation>
        </message>
        <message>
            <source>You may not do this.</source>
            <translation>Das dürfen Sie nicht.</translation>
        </message>
        <message>
            <source>The address leads somewhere else. Nothing was sent there.</source>
            <translation>Die Adresse führt zu einem anderen Ort. Dort haben wir nichts hingesendet.</translation>
        </message>
        <message>
            <source>It is not certain that this is the right server.</source>
            <translation>Vielleicht ist das der falsche Server. Das ist nicht sicher.</translation>
        </message>
        <message>
            <source>The service cannot be reached.</source>
            <translation>Der Dienst antwortet nicht.</translation>
        </message>
        <message>
            <source>The service is busy.</source>
            <translation>Der Dienst hat gerade zu viel zu tun.</translation>
        </message>
        <message>
            <source>The service no longer offers this layer.</source>
            <translation>Diese Ebene gibt es nicht mehr.</translation>
        </message>
        <message>
            <source>That is too much at once.</source>
            <translation>Das ist zu viel auf einmal.</translation>
        </message>
        <message>
            <source>That is more than one person may send at the moment.</source>
            <translation>Das ist zu viel. Eine Person darf im Moment nicht so viel senden.</translation>
        </message>
        <message>
            <source>The service has refused this.</source>
            <translation>Der Dienst hat das abgelehnt.</translation>
        </message>
        <message>
            <source>It is not known whether the service has it.</source>
            <translation>Niemand weiß, ob es beim Dienst da ist.</translation>
        </message>
        <message>
            <source>This service publishes at once. Nothing was sent.</source>
            <translation>Hier prüft niemand. Darum haben wir noch nichts gesendet.</translation>
        </message>
        <message>
            <source>Somebody has changed it in the meantime.</source>
            <translation>Jemand anderes hat es geändert.</translation>
        </message>
        <message>
            <source>This is not possible in the present state.</source>
            <translation>Das geht jetzt nicht.</translation>
        </message>
        <message>
            <source>Something in it is not acceptable.</source>
            <translation>Etwas daran geht nicht.</translation>
        </message>
        <message>
            <source>Something is wrong with the working copy.</source>
            <translation>Mit der Arbeitskopie stimmt etwas nicht.</translation>
        </message>
        <message>
            <source>This file is no working copy.</source>
            <translation>Diese Datei ist keine Arbeitskopie.</translation>
        </message>
        <message>
            <source>Somebody has tampered with this file.</source>
            <translation>Jemand hat diese Datei verändert. Das ist nicht erlaubt.</translation>
        </message>
        <message>
            <source>This was made by a newer version.</source>
            <translation>Das kommt von einem neueren Programm.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Die Festplatte ist voll.</translation>
        </message>
        <message>
            <source>Another program is using it.</source>
            <translation>Ein anderes Programm benutzt sie gerade.</translation>
        </message>
        <message>
            <source>A part that QGIS needs for this is not installed.</source>
            <translation>QGIS fehlt dafür ein Teil.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
    </context>
    <context>
        <name>help</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>contributors.en.md</source>
            <translation>contributors.md</translation>
        </message>
        <message>
            <source>reviewers.en.md</source>
            <translation>reviewers.md</translation>
        </message>
        <message>
            <source>Connect to your municipality with its address. You see its layers and what you may do with each. Add a layer to look at it. To change something, check the layer out: it then lies in a working copy on your computer, and you edit it with QGIS's own tools, also without a network.</source>
            <translation>Geben Sie die Adresse Ihrer Gemeinde ein. Dann sehen Sie die Ebenen. Eine Ebene ist ein Teil der Karte, zum Beispiel alle Bänke. Sie sehen auch, was Sie dürfen. Wollen Sie eine Ebene ansehen? Dann holen Sie sie in die Karte. Wollen Sie etwas ändern? Dann leihen Sie die Ebene aus. Sie liegt dann auf Ihrem Computer. Das nennen wir Arbeitskopie. Sie ändern sie mit QGIS. Das geht auch ohne Internet.</translation>
        </message>
        <message>
            <source>Here are your changes, layer by layer. Say in a comment what you saw, and submit them. Nothing you do changes the municipality's map directly: somebody there looks at each contribution first. Their answer, and what you can do next, stand beside each contribution.</source>
            <translation>Hier stehen Ihre Änderungen. Schreiben Sie dazu, was Sie gesehen haben. Reichen Sie die Änderungen dann ein. Die Karte ändert sich noch nicht. Zuerst sieht jemand von der Gemeinde jeden Beitrag an. Dann kommt die Antwort. Sie steht beim Beitrag. Dort steht auch, was Sie tun können.</translation>
        </message>
        <message>
            <source>Only for those who review for the municipality. Each contribution is shown as it was before, as it is proposed and as it is now. Accept it, ask back, or reject it with a reason; then publish what is accepted.</source>
            <translation>Diese Seite ist nur für Prüferinnen und Prüfer. Sie sehen jeden Beitrag 3 Mal. So war es vorher. So soll es werden. So ist es jetzt. Nehmen Sie ihn an. Oder fragen Sie zurück. Oder lehnen Sie ihn ab und sagen Sie, warum. Danach übernehmen Sie, was Sie angenommen haben.</translation>
        </message>
        <message>
            <source>Your changes stay in the working copy until they are published or you undo them. When the network fails, nothing is lost: submit again, and nothing arrives twice.</source>
            <translation>Ja. Ihre Änderungen bleiben auf Ihrem Computer. Dort sind sie, bis sie auf der Karte sind. Oder bis Sie sie selbst löschen. Das Internet geht nicht? Dann ist nichts verloren. Reichen Sie noch einmal ein. Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Bürger-GIS: help</source>
            <translation>Bürger-GIS: Hilfe</translation>
        </message>
        <message>
            <source>Section of the guide</source>
            <translation>Teil der Anleitung</translation>
        </message>
        <message>
            <source>Help text</source>
            <translation>Hilfetext</translation>
        </message>
    </context>
    <context>
        <name>indicators</name>
        <message>
            <source>Somebody else's working copy: for reading only.</source>
            <translation>Diese Arbeitskopie gehört jemand anderem. Sie können sie nur ansehen.</translation>
        </message>
        <message>
            <source>Features edited and not saved yet: {}. Save the layer to keep them.</source>
            <translation>Noch nicht gespeichert: {}. Speichern Sie die Ebene. Dann geht nichts verloren.</translation>
        </message>
        <message>
            <source>Objects that somebody else has changed too: {}. Decide them.</source>
            <translation>Objekte, die auch jemand anderes geändert hat: {}. Bitte wählen Sie.</translation>
        </message>
        <message>
            <source>Changes that were not taken: {}. The list tells why.</source>
            <translation>Diese Änderungen gehen nicht: {}. In der Liste steht, warum.</translation>
        </message>
        <message>
            <source>Changes of which it is not known whether they arrived: {}. They are kept.</source>
            <translation>Änderungen: Niemand weiß, ob sie da sind: {}. Hier sind sie sicher.</translation>
        </message>
        <message>
            <source>Submitted, and not sent yet: {}. They are kept, and tried again.</source>
            <translation>Noch nicht gesendet: {}. Nichts geht verloren. Bürger-GIS versucht es noch einmal.</translation>
        </message>
        <message>
            <source>Incomplete: {} of {} features are here.</source>
            <translation>Es fehlt noch etwas: {} von {} Objekten sind hier.</translation>
        </message>
        <message>
            <source>No changes of yours. As on the server at {}.</source>
            <translation>Sie haben hier nichts geändert. Stand: {}.</translation>
        </message>
        <message>
            <source>Being sent: {}.</source>
            <translation>Wird gerade gesendet: {}.</translation>
        </message>
        <message>
            <source>Your changes that are not published yet: {}.</source>
            <translation>Ihre Änderungen, die noch nicht auf der Karte sind: {}.</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>Ctrl</source>
            <translation>Strg</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Umschalt</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Pfeil runter</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Pfeil hoch</translation>
        </message>
        <message>
            <source>or</source>
            <translation>oder</translation>
        </message>
        <message>
            <source>Keys of this page</source>
            <translation>Tasten dieser Seite</translation>
        </message>
        <message>
            <source>They work while the focus is in this page, and not while you write into a field.</source>
            <translation>Sie wirken, wenn Sie auf dieser Seite sind. In einem Feld sind Buchstaben Text.</translation>
        </message>
        <message>
            <source>Keys and what they do</source>
            <translation>Tasten und was sie tun</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>Was sie tut</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>To your changes</source>
            <translation>Zu Ihren Änderungen</translation>
        </message>
        <message>
            <source>To your contributions</source>
            <translation>Zu Ihren Beiträgen</translation>
        </message>
        <message>
            <source>Show on the map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Edit the object</source>
            <translation>Das Objekt bearbeiten</translation>
        </message>
        <message>
            <source>Write a comment</source>
            <translation>Kommentar schreiben</translation>
        </message>
        <message>
            <source>Submit</source>
            <translation>Einreichen</translation>
        </message>
        <message>
            <source>Ask for answers</source>
            <translation>Nach Antworten fragen</translation>
        </message>
        <message>
            <source>Answer a question</source>
            <translation>Auf eine Frage antworten</translation>
        </message>
        <message>
            <source>Show these keys</source>
            <translation>Diese Tasten zeigen</translation>
        </message>
        <message>
            <source>Not possible at the moment: {}</source>
            <translation>Das geht gerade nicht: {}</translation>
        </message>
        <message>
            <source>Contribution</source>
            <translation>Beitrag</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>Next contribution</source>
            <translation>Nächster Beitrag</translation>
        </message>
        <message>
            <source>Previous contribution</source>
            <translation>Voriger Beitrag</translation>
        </message>
        <message>
            <source>To the list</source>
            <translation>Zur Liste</translation>
        </message>
        <message>
            <source>Refresh the list</source>
            <translation>Liste aktualisieren</translation>
        </message>
        <message>
            <source>Accept the marked, if they are alike</source>
            <translation>Die markierten annehmen, wenn sie ähnlich sind</translation>
        </message>
        <message>
            <source>Publish all that is accepted</source>
            <translation>Alle angenommenen übernehmen</translation>
        </message>
        <message>
            <source>Compare: to the table of versions</source>
            <translation>Vergleichen: zur Tabelle der Fassungen</translation>
        </message>
        <message>
            <source>Look at what has changed since</source>
            <translation>Ansehen, was sich seitdem geändert hat</translation>
        </message>
        <message>
            <source>To what the rules have found</source>
            <translation>Zu dem, was die Regeln gefunden haben</translation>
        </message>
        <message>
            <source>List only what is like this one</source>
            <translation>Nur zeigen, was diesem gleicht</translation>
        </message>
        <message>
            <source>Claim, or claim for longer</source>
            <translation>Reservieren, oder länger reservieren</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Accept; with the correction, where there is one</source>
            <translation>Annehmen; mit der Berichtigung, wenn es eine gibt</translation>
        </message>
        <message>
            <source>Accept all that belongs together</source>
            <translation>Alles annehmen, was zusammengehört</translation>
        </message>
        <message>
            <source>Correct values</source>
            <translation>Werte berichtigen</translation>
        </message>
        <message>
            <source>Ask back</source>
            <translation>Rückfragen</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>More decisions</source>
            <translation>Weitere Entscheidungen</translation>
        </message>
        <message>
            <source>Hand over or take on</source>
            <translation>Abgeben oder annehmen</translation>
        </message>
        <message>
            <source>Accepted by rule: say that it is good</source>
            <translation>Automatisch angenommen: sagen, dass es in Ordnung ist</translation>
        </message>
        <message>
            <source>Accepted by rule: object</source>
            <translation>Automatisch angenommen: widersprechen</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Send what is being written</source>
            <translation>Senden, was gerade geschrieben wird</translation>
        </message>
        <message>
            <source>Close the form</source>
            <translation>Formular schließen</translation>
        </message>
        <message>
            <source>Take the last decision back</source>
            <translation>Letzte Entscheidung zurücknehmen</translation>
        </message>
    </context>
    <context>
        <name>layer_menu</name>
        <message>
            <source>Check the whole layer…</source>
            <translation>Ganze Ebene prüfen …</translation>
        </message>
        <message>
            <source>Look for duplicates…</source>
            <translation>Doppelte suchen …</translation>
        </message>
        <message>
            <source>Who is responsible here?…</source>
            <translation>Wer ist hier zuständig? …</translation>
        </message>
        <message>
            <source>Check these changes</source>
            <translation>Diese Änderungen prüfen</translation>
        </message>
        <message>
            <source>QGIS's plugin Processing is switched off. Switch it on for this.</source>
            <translation>Die Erweiterung „Verarbeitung“ ist aus. Schalten Sie sie bitte an.</translation>
        </message>
    </context>
    <context>
        <name>locator</name>
        <message>
            <source>Layers of the municipality, and your contributions</source>
            <translation>Ebenen der Gemeinde und was Sie gesendet haben</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
        <message>
            <source>Layers of the municipality</source>
            <translation>Ebenen der Gemeinde</translation>
        </message>
        <message>
            <source>Bürger-GIS: streets</source>
            <translation>Bürger-GIS: Straßen</translation>
        </message>
        <message>
            <source>Streets of the working copy or of the municipality, by name</source>
            <translation>Straßen in der Gemeinde</translation>
        </message>
        <message>
            <source>Streets</source>
            <translation>Straßen</translation>
        </message>
    </context>
    <context>
        <name>map_page</name>
        <message>
            <source>Show its map</source>
            <translation>Karte zeigen</translation>
        </message>
        <message>
            <source>Connected to {}.</source>
            <translation>Verbunden mit {}.</translation>
        </message>
        <message>
            <source>Search layers</source>
            <translation>Ebenen suchen</translation>
        </message>
        <message>
            <source>Add to map</source>
            <translation>Zur Karte hinzufügen</translation>
        </message>
        <message>
            <source>Check out…</source>
            <translation>Ausleihen …</translation>
        </message>
        <message>
            <source>Opening layers</source>
            <translation>Ebenen werden geöffnet</translation>
        </message>
        <message>
            <source>Checking out</source>
            <translation>Ebenen werden ausgeliehen</translation>
        </message>
        <message>
            <source>Reading the list of maps</source>
            <translation>Liste der Karten wird gelesen</translation>
        </message>
        <message>
            <source>Save edits and check out</source>
            <translation>Speichern und ausleihen</translation>
        </message>
        <message>
            <source>⚠ Not complete: {} of {}. The service does not give out more; see the list.</source>
            <translation>⚠ Es fehlt etwas: {} von {} sind da. Mehr gibt der Dienst nicht her. Sehen Sie in die Liste.</translation>
        </message>
        <message>
            <source>There is nothing in this area: {}. You can draw new objects there.</source>
            <translation>Hier gibt es noch nichts: {}. Sie können dort etwas Neues zeichnen.</translation>
        </message>
        <message>
            <source>Log in again</source>
            <translation>Neu anmelden</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>The service does not answer. Your working copy below can be edited; submitting, refreshing and checking out need the network.</source>
            <translation>Der Dienst antwortet nicht. Sie können unten weiter arbeiten. Für manches brauchen Sie Internet: Einreichen, Neu laden und Ausleihen.</translation>
        </message>
        <message>
            <source>Connect to a municipality above; its layers are then listed here.</source>
            <translation>Verbinden Sie sich oben mit einer Gemeinde. Dann stehen ihre Ebenen hier.</translation>
        </message>
        <message>
            <source>This service draws no maps.</source>
            <translation>Dieser Dienst zeichnet keine Karten.</translation>
        </message>
        <message>
            <source>Loaded: {} of {}. You can edit the layers now.</source>
            <translation>Geladen: {} von {}. Sie können jetzt etwas ändern.</translation>
        </message>
        <message>
            <source>Loaded: {} of {}. Another project is open now: add the layers from below.</source>
            <translation>Geladen: {} von {}. Jetzt ist ein anderes Projekt offen. Holen Sie die Ebenen unten in die Karte.</translation>
        </message>
    </context>
    <context>
        <name>mine_page</name>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Answers to your contributions: {}</source>
            <translation>Antworten auf Ihre Beiträge: {}</translation>
        </message>
        <message>
            <source>Reading the working copy</source>
            <translation>Arbeitskopie wird gelesen</translation>
        </message>
        <message>
            <source>Asking for answers</source>
            <translation>Antworten werden geholt</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Noch einmal lesen</translation>
        </message>
        <message>
            <source>Conflicts ({})</source>
            <translation>Konflikte ({})</translation>
        </message>
        <message>
            <source>Save edits</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Decide…</source>
            <translation>Entscheiden …</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Konflikte</translation>
        </message>
        <message>
            <source>Changes, not sent yet</source>
            <translation>Änderungen, noch nicht gesendet</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
    </context>
    <context>
        <name>mine_verbs</name>
        <message>
            <source>Making it a change again</source>
            <translation>Wird wieder zur Änderung</translation>
        </message>
        <message>
            <source>Undoing a change</source>
            <translation>Die Änderung wird gelöscht</translation>
        </message>
        <message>
            <source>Making a change again</source>
            <translation>Änderung wird wiederholt</translation>
        </message>
        <message>
            <source>Withdrawn.</source>
            <translation>Zurückgezogen.</translation>
        </message>
        <message>
            <source>Undone: {}</source>
            <translation>Rückgängig gemacht: {}</translation>
        </message>
        <message>
            <source>Withdrawing a contribution</source>
            <translation>Beitrag wird zurückgezogen</translation>
        </message>
        <message>
            <source>Save again</source>
            <translation>Noch einmal speichern</translation>
        </message>
        <message>
            <source>It has no place on the map.</source>
            <translation>Es hat keinen Platz auf der Karte.</translation>
        </message>
        <message>
            <source>Restored as it was: {}</source>
            <translation>Wieder da, wie es war: {}</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>The change is still in your working copy: revise or restore it.</source>
            <translation>Die Änderung ist noch auf Ihrem Computer. Sie können sie noch einmal ändern. Oder holen Sie das Objekt zurück, wie es war.</translation>
        </message>
        <message>
            <source>Cancelled. The list shows in a moment whether it was withdrawn.</source>
            <translation>Abgebrochen. Gleich sehen Sie in der Liste, wie es steht.</translation>
        </message>
        <message>
            <source>Change its values in the form, or move it on the map. Save the edits, then submit.</source>
            <translation>Ändern Sie die Angaben im Formular. Oder verschieben Sie das Objekt in der Karte. Speichern Sie. Dann reichen Sie es ein.</translation>
        </message>
        <message>
            <source>Made again: {}</source>
            <translation>Wieder geändert: {}</translation>
        </message>
    </context>
    <context>
        <name>mine_words</name>
        <message>
            <source>The service did not answer just now. All is kept: go on editing, or try again.</source>
            <translation>Der Dienst hat gerade nicht geantwortet. Ihre Arbeit ist sicher. Arbeiten Sie weiter. Oder versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>This working copy was made by somebody else. You can look at it, but send nothing from it.</source>
            <translation>Diese Arbeitskopie hat jemand anderes gemacht. Sie können sie ansehen. Senden können Sie nichts.</translation>
        </message>
        <message>
            <source>No changes. Edit a layer of the working copy in QGIS and save: it appears here.</source>
            <translation>Sie haben noch nichts geändert. Ändern Sie etwas in der Karte. Speichern Sie es dann. Danach steht es hier.</translation>
        </message>
        <message>
            <source>Log in to see your contributions.</source>
            <translation>Melden Sie sich an. Dann sehen Sie Ihre Beiträge.</translation>
        </message>
        <message>
            <source>Check out a layer first.</source>
            <translation>Leihen Sie zuerst eine Ebene aus.</translation>
        </message>
        <message>
            <source>Nothing is sent from somebody else's working copy.</source>
            <translation>Diese Arbeitskopie gehört jemand anderem. Daraus wird nichts gesendet.</translation>
        </message>
        <message>
            <source>One moment …</source>
            <translation>Einen Moment …</translation>
        </message>
        <message>
            <source>The service cannot be reached. Go on editing: all is kept. Submit later.</source>
            <translation>Der Dienst antwortet nicht. Arbeiten Sie weiter. Ihre Arbeit ist sicher. Reichen Sie später ein.</translation>
        </message>
        <message>
            <source>Not connected. Go on editing: all is kept. Submit later.</source>
            <translation>Sie sind nicht verbunden. Arbeiten Sie weiter. Ihre Arbeit ist sicher. Reichen Sie später ein.</translation>
        </message>
        <message>
            <source>This service takes no changes. All is kept.</source>
            <translation>Hier kann man nichts einreichen. Ihre Arbeit ist sicher.</translation>
        </message>
        <message>
            <source>Log in to submit. Until then go on editing: all is kept.</source>
            <translation>Melden Sie sich an. Dann können Sie einreichen. Bis dahin arbeiten Sie weiter. Ihre Arbeit ist sicher.</translation>
        </message>
        <message>
            <source>This working copy belongs to another municipality.</source>
            <translation>Diese Arbeitskopie gehört zu einer anderen Gemeinde.</translation>
        </message>
        <message>
            <source>No review queue here: what you submit is published at once.</source>
            <translation>Hier prüft niemand. Was Sie einreichen, ist sofort auf der Karte.</translation>
        </message>
        <message>
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
        </message>
        <message>
            <source>Decide the conflicts first: nothing else is to be sent.</source>
            <translation>Entscheiden Sie zuerst die Konflikte. Sonst gibt es nichts zu senden.</translation>
        </message>
        <message>
            <source>Connect above: then what you have changed and submitted is here.</source>
            <translation>Verbinden Sie sich oben. Dann sehen Sie hier Ihre Arbeit.</translation>
        </message>
        <message>
            <source>Nothing is checked out yet. Check out a layer on the page Map.</source>
            <translation>Sie haben noch nichts. Leihen Sie eine Ebene aus. Das geht auf der Seite „Karte“.</translation>
        </message>
        <message>
            <source>You have not submitted anything yet.</source>
            <translation>Sie haben noch nichts eingereicht.</translation>
        </message>
        <message>
            <source>The service cannot be reached. This is as of: {}</source>
            <translation>Der Dienst antwortet nicht. Stand: {}</translation>
        </message>
        <message>
            <source>Edits not saved yet, and so not sent – {}</source>
            <translation>Noch nicht gespeichert, darum nicht gesendet – {}</translation>
        </message>
        <message>
            <source>Contributions that this version cannot read: {}</source>
            <translation>Beiträge, die dieses Programm nicht lesen kann: {}</translation>
        </message>
    </context>
    <context>
        <name>operation</name>
        <message>
            <source>new</source>
            <translation>neu</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>geändert</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>gelöscht</translation>
        </message>
    </context>
    <context>
        <name>options</name>
        <message>
            <source>The language of QGIS</source>
            <translation>Die Sprache von QGIS</translation>
        </message>
        <message>
            <source>German in plain words (einfache Sprache)</source>
            <translation>Deutsch in einfacher Sprache</translation>
        </message>
        <message>
            <source>Documents/Bürger-GIS</source>
            <translation>Dokumente/Bürger-GIS</translation>
        </message>
        <message>
            <source>Folder for new working copies</source>
            <translation>Ordner für neue Arbeitskopien</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Known municipalities</source>
            <translation>Gemeinden, die ich kenne</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Show the terms of every municipality again before I submit</source>
            <translation>Die Regeln jeder Gemeinde noch einmal zeigen, bevor ich einreiche</translation>
        </message>
        <message>
            <source>Folder for new &amp;working copies</source>
            <translation>Ordner für neue &amp;Arbeitskopien</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Sprache</translation>
        </message>
        <message>
            <source>You are then asked whether to change it now. Otherwise it changes at the next start.</source>
            <translation>Danach fragt QGIS, ob die Sprache gleich gelten soll. Sonst gilt sie beim nächsten Start.</translation>
        </message>
        <message>
            <source>Working copies and logins stay where they are.</source>
            <translation>Ihre Arbeit bleibt. Auch Namen und Passwort bleiben.</translation>
        </message>
    </context>
    <context>
        <name>photos</name>
        <message>
            <source>Taking in photos</source>
            <translation>Fotos werden aufgenommen</translation>
        </message>
        <message>
            <source>The photo is erased at the municipality. The file on your computer stays.</source>
            <translation>Die Gemeinde löscht das Foto. Auf Ihrem Computer bleibt es.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Reading photos</source>
            <translation>Fotos werden gelesen</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Noch einmal nachsehen</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Add photos</source>
            <translation>Fotos hinzufügen</translation>
        </message>
        <message>
            <source>Opening a photo</source>
            <translation>Foto wird geöffnet</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>The photo is not sent. The file on your computer stays.</source>
            <translation>Das Foto wird nicht gesendet. Auf Ihrem Computer bleibt es.</translation>
        </message>
        <message>
            <source>Removing a photo</source>
            <translation>Foto wird entfernt</translation>
        </message>
        <message>
            <source>Fetching photos</source>
            <translation>Fotos werden geholt</translation>
        </message>
        <message>
            <source>Remove this photo?</source>
            <translation>Dieses Foto entfernen?</translation>
        </message>
        <message>
            <source>Photos not taken: {}. {}</source>
            <translation>Diese Fotos gehen nicht: {}. {}</translation>
        </message>
        <message>
            <source>Sending photos</source>
            <translation>Fotos werden gesendet</translation>
        </message>
        <message>
            <source>Photos sent: {}.</source>
            <translation>Fotos gesendet: {}.</translation>
        </message>
        <message>
            <source>Photos wait and are sent later. {}</source>
            <translation>Die Fotos werden später gesendet. {}</translation>
        </message>
        <message>
            <source>Add photos…</source>
            <translation>Fotos hinzufügen …</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Noch einmal senden</translation>
        </message>
        <message>
            <source>held back</source>
            <translation>zurückgehalten</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>geht nicht</translation>
        </message>
        <message>
            <source>waits here</source>
            <translation>wartet hier</translation>
        </message>
        <message>
            <source>cannot be shown</source>
            <translation>geht nicht zu zeigen</translation>
        </message>
        <message>
            <source>Held back: {} Look at it. Is it for this contribution? Then send it again.</source>
            <translation>Nicht gesendet: {} Sehen Sie das Foto an. Gehört es zu diesem Beitrag? Dann senden Sie es noch einmal.</translation>
        </message>
        <message>
            <source>It came with somebody else's file.</source>
            <translation>Das Foto kam mit der Datei einer anderen Person.</translation>
        </message>
        <message>
            <source>Photo {} of {}</source>
            <translation>Foto {} von {}</translation>
        </message>
        <message numerus="yes">
            <source>%n photos are safe in your working copy, and sent once the contribution has arrived.</source>
            <translation>
                <numerusform>%n Foto liegt sicher auf Ihrem Computer. Es wird gesendet, wenn Ihr Beitrag da ist.</numerusform>
                <numerusform>%n Fotos liegen sicher auf Ihrem Computer. Sie werden gesendet, wenn Ihr Beitrag da ist.</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop photos here, or add them. Place and device are taken out of them.</source>
            <translation>Ziehen Sie Fotos hierher. Oder fügen Sie sie hinzu. Niemand sieht dann, wo und womit Sie das Foto gemacht haben.</translation>
        </message>
        <message>
            <source>Not taken: {}</source>
            <translation>Geht nicht: {}</translation>
        </message>
    </context>
    <context>
        <name>plain</name>
        <message numerus="yes">
            <source>Of %n changes it is not known whether they have arrived. Submit again: what can be looked up is looked up. New objects without a mark of their own wait until you have looked at the map and decided (buergergis:doubtful).</source>
            <translation>
                <numerusform>Niemand weiß, ob alles da ist. Es geht um %n Änderung. Reichen Sie noch einmal ein. Dann wird nachgesehen. Manche neuen Objekte müssen warten. Sehen Sie auf der Karte nach. Sagen Sie dann, ob sie da sind (buergergis:doubtful).</numerusform>
                <numerusform>Niemand weiß, ob alles da ist. Es geht um %n Änderungen. Reichen Sie noch einmal ein. Dann wird nachgesehen. Manche neuen Objekte müssen warten. Sehen Sie auf der Karte nach. Sagen Sie dann, ob sie da sind (buergergis:doubtful).</numerusform>
            </translation>
        </message>
        <message>
            <source>{}: what you had published is gone, and what was there before is back ({}). Somebody may have saved an older state without having seen yours.</source>
            <translation>{}: Ihre Änderung ist weg. Es ist wieder so wie vorher ({}). Vielleicht hat jemand alte Daten gespeichert.</translation>
        </message>
        <message>
            <source>This service has no review queue: what you submit is on everybody's map at once, and nobody checks it before.</source>
            <translation>Hier prüft niemand. Was Sie einreichen, sehen sofort alle auf der Karte.</translation>
        </message>
        <message>
            <source>{}: between what you saw and your change, somebody else has changed the same object. Your change now lies on top of theirs: look whether both are still right.</source>
            <translation>{}: Jemand anderes hat das auch geändert. Ihre Änderung liegt jetzt darüber. Sehen Sie nach: Stimmt noch alles?</translation>
        </message>
        <message>
            <source>position and shape</source>
            <translation>Lage und Form</translation>
        </message>
        <message numerus="yes">
            <source>%n new objects go to layers whose objects have no mark of their own. If the connection breaks at the wrong moment, nobody can tell by itself whether one has arrived. It is not sent a second time then: you will be asked.</source>
            <translation>
                <numerusform>%n neues Objekt hat dort keine eigene Nummer. Vielleicht geht beim Senden das Internet aus. Dann weiß niemand, ob es da ist. Es wird nicht noch einmal gesendet. Wir fragen Sie dann.</numerusform>
                <numerusform>%n neue Objekte haben dort keine eigene Nummer. Vielleicht geht beim Senden das Internet aus. Dann weiß niemand, ob sie da sind. Sie werden nicht noch einmal gesendet. Wir fragen Sie dann.</numerusform>
            </translation>
        </message>
        <message>
            <source>the object</source>
            <translation>das Objekt</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>User name or password is wrong.</source>
            <translation>Der Name oder das Passwort stimmt nicht.</translation>
        </message>
        <message>
            <source>cannot be reached, or broke off.</source>
            <translation>ist nicht erreichbar. Oder die Verbindung ist abgebrochen.</translation>
        </message>
        <message>
            <source>What was done before stays; the rest waits as it was.</source>
            <translation>Was fertig ist, bleibt. Der Rest wartet.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>Your work is safe in the working copy.</source>
            <translation>Ihre Arbeit ist sicher.</translation>
        </message>
        <message>
            <source>Your work is kept in the outbox; whether the server has it must be checked.</source>
            <translation>Ihre Arbeit ist sicher. Vielleicht hat der Server sie schon. Das sehen wir noch nach.</translation>
        </message>
        <message>
            <source>What you have written is still here; whether the service has it is seen when you look again.</source>
            <translation>Ihr Text ist noch da. Vielleicht ist er auch beim Dienst. Sehen Sie noch einmal nach.</translation>
        </message>
        <message>
            <source>Details are in QGIS's log messages, under Bürger-GIS.</source>
            <translation>Mehr dazu steht in den Meldungen von QGIS unter „Bürger-GIS“.</translation>
        </message>
        <message>
            <source>It starts with https:// or http://, and has no user name or password in it.</source>
            <translation>Die Adresse beginnt mit https:// oder http://. Name und Passwort stehen nicht darin.</translation>
        </message>
        <message>
            <source>Check the layer out instead: that stays at the address you have entered.</source>
            <translation>Leihen Sie die Ebene lieber aus. Dann bleibt es bei Ihrer Adresse.</translation>
        </message>
        <message>
            <source>Bring it back from a backup, or delete it: then everybody is told what is open now.</source>
            <translation>Holen Sie die Datei zurück. Oder löschen Sie sie. Dann hören alle, was jetzt offen ist.</translation>
        </message>
        <message>
            <source>Choose another one, or unlock it with the master password.</source>
            <translation>Wählen Sie eine andere. Oder geben Sie das Hauptpasswort ein.</translation>
        </message>
        <message>
            <source>Look into QGIS's settings under Authentication.</source>
            <translation>Sehen Sie in den Einstellungen von QGIS nach. Dort geht es um Namen und Passwort.</translation>
        </message>
        <message>
            <source>Try again. If only people with a login may see it, check it out instead.</source>
            <translation>Versuchen Sie es noch einmal. Manche Ebenen sieht man nur mit Passwort. Die leihen Sie bitte aus.</translation>
        </message>
        <message>
            <source>If you trust this service, name it as SERVICE.</source>
            <translation>Kennen Sie diesen Dienst gut? Dann nennen Sie ihn als SERVICE.</translation>
        </message>
        <message>
            <source>Run this as the user and group that it belongs to.</source>
            <translation>Die Datei gehört einem anderen Konto. Starten Sie das mit diesem Konto und seiner Gruppe.</translation>
        </message>
        <message>
            <source>Check how it is written.</source>
            <translation>Prüfen Sie die Schreibweise.</translation>
        </message>
        <message>
            <source>Save it as a JPEG.</source>
            <translation>Speichern Sie es als JPEG.</translation>
        </message>
        <message>
            <source>Correct the responsibility file.</source>
            <translation>Die Datei für Zuständigkeiten stimmt nicht. Machen Sie sie richtig.</translation>
        </message>
        <message>
            <source>Run preparemunicipality.</source>
            <translation>Führen Sie preparemunicipality aus.</translation>
        </message>
        <message>
            <source>Name the published project that preparemunicipality has written.</source>
            <translation>Nennen Sie das Projekt, das preparemunicipality geschrieben hat.</translation>
        </message>
        <message>
            <source>Name the project it was made from.</source>
            <translation>Geben Sie das Projekt an, aus dem es entstanden ist.</translation>
        </message>
        <message>
            <source>Rename that table, or keep the layers in another database.</source>
            <translation>Geben Sie dieser Tabelle einen anderen Namen. Oder nehmen Sie eine andere Datenbank.</translation>
        </message>
        <message>
            <source>Run preparemunicipality again.</source>
            <translation>Führen Sie preparemunicipality noch einmal aus.</translation>
        </message>
        <message>
            <source>State one as crs in the responsibility file.</source>
            <translation>Nennen Sie eines als crs in der Datei für Zuständigkeiten.</translation>
        </message>
        <message>
            <source>Give it a short name.</source>
            <translation>Geben Sie ihr einen Kurznamen.</translation>
        </message>
        <message>
            <source>Publish a copy of it without the join.</source>
            <translation>Nehmen Sie eine Kopie davon. Die Verknüpfung lassen Sie weg.</translation>
        </message>
        <message>
            <source>Give them short names.</source>
            <translation>Geben Sie ihnen Kurznamen.</translation>
        </message>
        <message>
            <source>Give each a short name.</source>
            <translation>Geben Sie jeder einen Kurznamen.</translation>
        </message>
        <message>
            <source>Rename the field, or hide it from WFS.</source>
            <translation>Geben Sie dem Feld einen anderen Namen. Oder zeigen Sie es im WFS nicht.</translation>
        </message>
        <message>
            <source>Let the project read as a role that has only SELECT.</source>
            <translation>Das Projekt darf nur lesen. Geben Sie ihm eine Rolle, die nur SELECT darf.</translation>
        </message>
        <message>
            <source>Grant its role USAGE on the sequence.</source>
            <translation>Geben Sie der Rolle das Recht USAGE für die Sequenz.</translation>
        </message>
        <message>
            <source>Make it unique, or rename it.</source>
            <translation>Jeder Wert darf nur einmal da sein. Oder geben Sie der Spalte einen anderen Namen.</translation>
        </message>
        <message>
            <source>Correct or delete it in QGIS.</source>
            <translation>Machen Sie es in QGIS richtig. Oder löschen Sie es dort.</translation>
        </message>
        <message>
            <source>Change it in QGIS.</source>
            <translation>Ändern Sie es in QGIS.</translation>
        </message>
        <message>
            <source>Look for duplicates again.</source>
            <translation>Suchen Sie noch einmal, was doppelt ist.</translation>
        </message>
        <message>
            <source>Remove one first.</source>
            <translation>Nehmen Sie zuerst eins heraus.</translation>
        </message>
        <message>
            <source>Refresh, then look at the map.</source>
            <translation>Laden Sie neu. Sehen Sie dann auf die Karte.</translation>
        </message>
        <message>
            <source>Submit or revert those first.</source>
            <translation>Reichen Sie diese zuerst ein. Oder löschen Sie sie.</translation>
        </message>
        <message>
            <source>Make the change again in QGIS.</source>
            <translation>Machen Sie die Änderung in QGIS noch einmal.</translation>
        </message>
        <message>
            <source>Keep the file and ask for help.</source>
            <translation>Behalten Sie die Datei. Holen Sie Hilfe.</translation>
        </message>
        <message>
            <source>Check whether it is write-protected.</source>
            <translation>Sehen Sie nach: Darf man die Datei ändern?</translation>
        </message>
        <message>
            <source>Choose another folder or name, or connect the drive again.</source>
            <translation>Wählen Sie einen anderen Ordner oder Namen. Oder verbinden Sie das Laufwerk wieder.</translation>
        </message>
        <message>
            <source>Try again: somebody may just be editing it.</source>
            <translation>Versuchen Sie es noch einmal: Vielleicht bearbeitet sie gerade jemand.</translation>
        </message>
        <message>
            <source>Check out into another file.</source>
            <translation>Leihen Sie in eine andere Datei aus.</translation>
        </message>
        <message>
            <source>Save them first.</source>
            <translation>Speichern Sie sie zuerst.</translation>
        </message>
        <message>
            <source>Check the address of the service.</source>
            <translation>Prüfen Sie die Adresse des Dienstes.</translation>
        </message>
        <message>
            <source>Ask the municipality whether it accepts contributions.</source>
            <translation>Fragen Sie die Gemeinde, ob sie Beiträge annimmt.</translation>
        </message>
        <message>
            <source>Check user name and password.</source>
            <translation>Prüfen Sie Benutzernamen und Passwort.</translation>
        </message>
        <message>
            <source>Ask the administrator for the rights.</source>
            <translation>Sie brauchen mehr Rechte. Fragen Sie die Gemeinde.</translation>
        </message>
        <message>
            <source>If the new address is right, enter it yourself.</source>
            <translation>Ist die neue Adresse richtig? Dann geben Sie sie selbst ein.</translation>
        </message>
        <message>
            <source>Ask the administrator of the service for a valid certificate.</source>
            <translation>Sagen Sie es der Gemeinde. Der Ausweis ihres Servers stimmt nicht (Zertifikat).</translation>
        </message>
        <message>
            <source>Try again when the network is back.</source>
            <translation>Warten Sie, bis das Internet wieder geht. Versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <source>Ask the municipality what became of the layer.</source>
            <translation>Fragen Sie die Gemeinde: Wo ist die Ebene?</translation>
        </message>
        <message>
            <source>Ask for less at once.</source>
            <translation>Nehmen Sie weniger auf einmal.</translation>
        </message>
        <message>
            <source>Submit the rest later; nothing of it is lost.</source>
            <translation>Reichen Sie den Rest später ein. Er geht nicht verloren.</translation>
        </message>
        <message>
            <source>Submit again: what the server has already is not sent twice.</source>
            <translation>Reichen Sie noch einmal ein. Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Look at the current state and decide again.</source>
            <translation>Sehen Sie nach, wie es jetzt ist. Entscheiden Sie dann neu.</translation>
        </message>
        <message>
            <source>If that is what you want, say so: publish at once.</source>
            <translation>Wollen Sie das? Dann wählen Sie: sofort übernehmen.</translation>
        </message>
        <message>
            <source>Check out again, into a new file.</source>
            <translation>Leihen Sie noch einmal aus, in eine neue Datei.</translation>
        </message>
        <message>
            <source>Do not use the file unless you trust where it comes from.</source>
            <translation>Von wem ist die Datei? Nehmen Sie sie nur, wenn Sie das wissen.</translation>
        </message>
        <message>
            <source>Update the plugin.</source>
            <translation>Holen Sie die neue Fassung von Bürger-GIS.</translation>
        </message>
        <message>
            <source>Free some space and try again.</source>
            <translation>Machen Sie Platz auf der Festplatte. Versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <source>Nothing was written over. Look at what is there now, then do it again.</source>
            <translation>Nichts ging verloren. Sehen Sie nach, was jetzt dort liegt. Machen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <source>Close the other program, or wait until it has finished.</source>
            <translation>Machen Sie das andere Programm zu. Oder warten Sie, bis es fertig ist.</translation>
        </message>
        <message>
            <source>Install it for the Python of QGIS, or ask your administrator for it.</source>
            <translation>Holen Sie Hilfe. Der Teil muss in das Python von QGIS.</translation>
        </message>
        <message>
            <source>Start again whenever you like.</source>
            <translation>Sie können jederzeit neu beginnen.</translation>
        </message>
        <message>
            <source>Look at the list again, then decide.</source>
            <translation>Sehen Sie noch einmal in die Liste. Entscheiden Sie dann.</translation>
        </message>
        <message>
            <source>Open your own working copy.</source>
            <translation>Öffnen Sie Ihre eigene Arbeitskopie.</translation>
        </message>
        <message>
            <source>Save or discard other edits of the layer, then try again.</source>
            <translation>Speichern Sie erst die Ebene. Dann klappt es.</translation>
        </message>
        <message>
            <source>Enter both.</source>
            <translation>Geben Sie bitte beides ein.</translation>
        </message>
        <message>
            <source>Choose a folder and a name.</source>
            <translation>Wählen Sie einen Ordner und einen Namen.</translation>
        </message>
        <message>
            <source>Choose one, or another area.</source>
            <translation>Wählen Sie eine, oder ein anderes Gebiet.</translation>
        </message>
        <message>
            <source>Choose another area.</source>
            <translation>Wählen Sie ein anderes Gebiet.</translation>
        </message>
        <message>
            <source>Mend it in QGIS, or cancel the edits.</source>
            <translation>Machen Sie es in QGIS richtig. Oder beenden Sie ohne Speichern.</translation>
        </message>
        <message>
            <source>Connect to that service first.</source>
            <translation>Verbinden Sie sich zuerst mit diesem Dienst.</translation>
        </message>
        <message>
            <source>Save or discard them first.</source>
            <translation>Speichern Sie zuerst. Oder beenden Sie ohne Speichern.</translation>
        </message>
        <message>
            <source>Look at it again, then decide.</source>
            <translation>Sehen Sie noch einmal nach. Entscheiden Sie dann.</translation>
        </message>
        <message>
            <source>Choose its municipality, or check out here.</source>
            <translation>Wählen Sie die richtige Gemeinde. Oder leihen Sie hier aus.</translation>
        </message>
        <message>
            <source>The files themselves are as they were; the other photos were taken.</source>
            <translation>Die Dateien sind noch wie vorher. Die anderen Fotos sind dabei.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Update the plugin, or ask the municipality to update its service.</source>
            <translation>Holen Sie die neue Fassung von Bürger-GIS. Oder fragen Sie die Gemeinde. Vielleicht ist ihr Dienst zu alt.</translation>
        </message>
        <message>
            <source>Look at it on the map, and change it there.</source>
            <translation>Sehen Sie es sich auf der Karte an. Ändern Sie es dort.</translation>
        </message>
        <message>
            <source>Look at it again.</source>
            <translation>Sehen Sie noch einmal nach.</translation>
        </message>
        <message>
            <source>Choose an authentication configuration.</source>
            <translation>Wählen Sie Namen und Passwort.</translation>
        </message>
        <message>
            <source>Ask back instead, and say in the note what is to be changed.</source>
            <translation>Fragen Sie zurück. Schreiben Sie, was anders werden soll.</translation>
        </message>
        <message>
            <source>Log in, then refresh again.</source>
            <translation>Melden Sie sich an. Laden Sie dann neu.</translation>
        </message>
        <message>
            <source>Try again later, or ask the municipality.</source>
            <translation>Versuchen Sie es später noch einmal. Oder fragen Sie die Gemeinde.</translation>
        </message>
        <message>
            <source>Refresh, and delete your own if the map has it already.</source>
            <translation>Laden Sie neu. Ist es schon auf der Karte? Dann löschen Sie Ihr eigenes.</translation>
        </message>
        <message>
            <source>Check it out into a new file.</source>
            <translation>Leihen Sie sie in eine neue Datei aus.</translation>
        </message>
        <message>
            <source>Publish again: what the server has already is not published twice.</source>
            <translation>Übernehmen Sie noch einmal. Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Answer again with the same words: twice does no harm.</source>
            <translation>Antworten Sie noch einmal mit denselben Worten. Das schadet nicht.</translation>
        </message>
        <message>
            <source>Wait for the answer.</source>
            <translation>Warten Sie auf die Antwort.</translation>
        </message>
        <message>
            <source>Withdraw it again: twice does no harm.</source>
            <translation>Ziehen Sie ihn noch einmal zurück. Das schadet nicht.</translation>
        </message>
        <message>
            <source>Read the answer.</source>
            <translation>Lesen Sie die Antwort.</translation>
        </message>
    </context>
    <context>
        <name>protection_words</name>
        <message>
            <source>not known yet</source>
            <translation>noch nicht bekannt</translation>
        </message>
        <message>
            <source>It is worked out at the next check-out or refresh.</source>
            <translation>Das sehen wir, wenn Sie das nächste Mal ausleihen oder neu laden.</translation>
        </message>
        <message>
            <source>Protection of changes: {}.</source>
            <translation>Schutz der Änderungen: {}.</translation>
        </message>
        <message>
            <source>all or nothing</source>
            <translation>ganz oder gar nicht</translation>
        </message>
        <message>
            <source>read back after sending</source>
            <translation>nach dem Senden nachgesehen</translation>
        </message>
        <message>
            <source>looked at afterwards</source>
            <translation>später nachgesehen</translation>
        </message>
        <message>
            <source>In the same moment in which something is published, the service looks whether the object is still as it was seen. Nobody's work is overwritten, and nothing arrives by halves.</source>
            <translation>Der Dienst passt gut auf. Er sieht nach, ob jemand anderes das Objekt geändert hat. Keine Arbeit geht verloren. Nichts kommt nur halb an.</translation>
        </message>
        <message>
            <source>Bürger-GIS looks before and after: each change goes out by itself and is read back. Where two people write in the same second, one may still overwrite the other; that is noticed and told.</source>
            <translation>Bürger-GIS sieht vorher und danach nach. Manchmal schreiben 2 Menschen zur gleichen Zeit. Dann kann eine Änderung verloren gehen. Das merken wir. Wir sagen es Ihnen.</translation>
        </message>
        <message>
            <source>The service has no mark that stays with an object. What somebody else overwrites is only found at the next refresh. Where the answer to a new object is lost, somebody must look whether it arrived.</source>
            <translation>Die Objekte haben hier keine feste Nummer. Vielleicht überschreibt jemand Ihre Änderung. Das merken wir erst, wenn Sie neu laden. Manchmal geht eine Antwort verloren. Dann muss jemand nachsehen, ob alles da ist.</translation>
        </message>
    </context>
    <context>
        <name>reason</name>
        <message>
            <source>The position is not right</source>
            <translation>Die Lage stimmt nicht</translation>
        </message>
        <message>
            <source>A value is not right</source>
            <translation>Ein Wert stimmt nicht</translation>
        </message>
        <message>
            <source>Something is missing</source>
            <translation>Es fehlt etwas</translation>
        </message>
        <message>
            <source>Not found on site</source>
            <translation>Vor Ort nicht gefunden</translation>
        </message>
        <message>
            <source>Belongs to another layer</source>
            <translation>Gehört in eine andere Ebene</translation>
        </message>
        <message>
            <source>Exists already</source>
            <translation>Gibt es schon</translation>
        </message>
        <message>
            <source>Another authority is responsible</source>
            <translation>Das macht ein anderes Amt</translation>
        </message>
        <message>
            <source>Is on the map already</source>
            <translation>Steht schon in der Karte</translation>
        </message>
        <message>
            <source>Contains personal data</source>
            <translation>Es geht um private Daten von Menschen</translation>
        </message>
        <message>
            <source>Abuse</source>
            <translation>Missbrauch</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>Anderer Grund</translation>
        </message>
        <message>
            <source>Accepted with a correction</source>
            <translation>Angenommen und verbessert</translation>
        </message>
        <message>
            <source>The decision was taken back</source>
            <translation>Die Antwort wurde zurückgenommen</translation>
        </message>
    </context>
    <context>
        <name>reply_box</name>
        <message>
            <source>Your object stays as you have sent it.</source>
            <translation>Ihr Objekt bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>Answer and submit again</source>
            <translation>Antworten und erneut einreichen</translation>
        </message>
        <message>
            <source>A&amp;nswer:</source>
            <translation>A&amp;ntwort:</translation>
        </message>
        <message>
            <source>Answer to the question of the municipality</source>
            <translation>Antwort auf die Frage der Gemeinde</translation>
        </message>
        <message>
            <source>The answer is too long: {} of at most {} characters.</source>
            <translation>Die Antwort ist zu lang. Sie hat {} Zeichen. Es dürfen {} sein.</translation>
        </message>
    </context>
    <context>
        <name>replying</name>
        <message>
            <source>Answering a question</source>
            <translation>Ihre Antwort wird gesendet</translation>
        </message>
        <message>
            <source>Answered, and submitted again.</source>
            <translation>Ihre Antwort ist da. Der Beitrag ist neu eingereicht.</translation>
        </message>
        <message>
            <source>Cancelled. The list shows in a moment whether the answer has arrived.</source>
            <translation>Abgebrochen. Die Liste zeigt gleich, ob Ihre Antwort da ist.</translation>
        </message>
    </context>
    <context>
        <name>restored</name>
        <message>
            <source>The municipality has put its database back to an earlier state.</source>
            <translation>Die Gemeinde hat alte Daten zurückgeholt.</translation>
        </message>
        <message>
            <source>Nothing of yours was lost.</source>
            <translation>Von Ihnen ging nichts verloren.</translation>
        </message>
        <message numerus="yes">
            <source>%n contributions arrived late, after you had undone the change. They are withdrawn now.</source>
            <translation>
                <numerusform>%n Beitrag kam zu spät an. Sie hatten die Änderung schon rückgängig gemacht. Der Beitrag ist jetzt zurückgezogen.</numerusform>
                <numerusform>%n Beiträge kamen zu spät an. Sie hatten die Änderungen schon rückgängig gemacht. Die Beiträge sind jetzt zurückgezogen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there and have been sent again.</source>
            <translation>
                <numerusform>Einer von Ihren Beiträgen war dort weg. Wir haben ihn noch einmal gesendet.</numerusform>
                <numerusform>%n von Ihren Beiträgen waren dort weg. Wir haben sie noch einmal gesendet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there. They are safe in the working copy: submit them again.</source>
            <translation>
                <numerusform>Einer von Ihren Beiträgen ist dort weg. Auf Ihrem Computer ist er sicher. Reichen Sie ihn noch einmal ein.</numerusform>
                <numerusform>%n von Ihren Beiträgen sind dort weg. Auf Ihrem Computer sind sie sicher. Reichen Sie sie noch einmal ein.</numerusform>
            </translation>
        </message>
        <message>
            <source>If you want it after all, make the change again and submit.</source>
            <translation>Wollen Sie die Änderung doch? Dann machen Sie sie noch einmal und reichen sie ein.</translation>
        </message>
    </context>
    <context>
        <name>retrying</name>
        <message>
            <source>Sending what waits</source>
            <translation>Was wartet, wird gesendet</translation>
        </message>
    </context>
    <context>
        <name>role</name>
        <message>
            <source>guest</source>
            <translation>Gast</translation>
        </message>
        <message>
            <source>contributor</source>
            <translation>beitragen</translation>
        </message>
        <message>
            <source>staff</source>
            <translation>bearbeiten</translation>
        </message>
        <message>
            <source>reviewer</source>
            <translation>prüfen</translation>
        </message>
        <message>
            <source>coordinator</source>
            <translation>koordinieren</translation>
        </message>
        <message>
            <source>data protection officer</source>
            <translation>Datenschutz</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>Technik</translation>
        </message>
    </context>
    <context>
        <name>session</name>
        <message>
            <source>No contact yet</source>
            <translation>Noch nie verbunden</translation>
        </message>
        <message>
            <source>Last contact: {}</source>
            <translation>Zuletzt verbunden: {}</translation>
        </message>
        <message>
            <source>Connecting to the municipality</source>
            <translation>Verbindung zur Gemeinde</translation>
        </message>
    </context>
    <context>
        <name>shell</name>
        <message>
            <source>Bürger-GIS</source>
            <translation>Bürger-GIS</translation>
        </message>
        <message>
            <source>The language changes with the next start of QGIS, or now. First send what you are writing.</source>
            <translation>Die Sprache wechselt beim nächsten Start von QGIS. Oder jetzt: Senden Sie aber zuerst, was Sie gerade schreiben.</translation>
        </message>
        <message>
            <source>Change it now</source>
            <translation>Jetzt ändern</translation>
        </message>
        <message>
            <source>Bürger-GIS: map, my contributions, review</source>
            <translation>Bürger-GIS: Karte, meine Beiträge, prüfen</translation>
        </message>
        <message>
            <source>Add an object…</source>
            <translation>Objekt hinzufügen …</translation>
        </message>
        <message>
            <source>Options…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Go to the page Map</source>
            <translation>Zur Seite Karte gehen</translation>
        </message>
        <message>
            <source>Go to the page My contributions</source>
            <translation>Zur Seite Meine Beiträge gehen</translation>
        </message>
        <message>
            <source>Go to the page Review</source>
            <translation>Zur Seite Prüfen gehen</translation>
        </message>
    </context>
    <context>
        <name>state_words</name>
        <message>
            <source>waiting to be sent</source>
            <translation>wartet auf das Senden</translation>
        </message>
        <message>
            <source>conflict: to be decided above</source>
            <translation>Konflikt: oben zu entscheiden</translation>
        </message>
        <message>
            <source>Somebody else has changed this object too. It is kept as you have it, and sent once you have decided.</source>
            <translation>Jemand anderes hat das auch geändert. Bei Ihnen bleibt es so, wie es ist. Entscheiden Sie. Dann wird es gesendet.</translation>
        </message>
        <message>
            <source>It is kept here, and goes with the next submission.</source>
            <translation>Hier ist es sicher. Wenn Sie das nächste Mal einreichen, geht es mit.</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>wird gesendet</translation>
        </message>
        <message>
            <source>not known whether it arrived</source>
            <translation>niemand weiß, ob es da ist</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>nicht angenommen</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>gesendet</translation>
        </message>
        <message>
            <source>not taken: {}</source>
            <translation>nicht angenommen: {}</translation>
        </message>
        <message>
            <source>Nothing to do: it is on its way.</source>
            <translation>Nichts zu tun: Es ist unterwegs.</translation>
        </message>
        <message>
            <source>The answer of the municipality was lost on the way, so it may have this or not. It is kept here. The next try asks first: what the municipality has already is not sent twice.</source>
            <translation>Die Antwort der Gemeinde ging verloren. Vielleicht hat sie es schon. Vielleicht auch nicht. Hier ist es sicher. Wir fragen das nächste Mal zuerst nach. Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Read the reason, change the object and submit again.</source>
            <translation>Lesen Sie, warum. Ändern Sie das Objekt. Reichen Sie es noch einmal ein.</translation>
        </message>
        <message>
            <source>Submitted, and not sent yet: {}.</source>
            <translation>Eingereicht, aber noch hier: {}.</translation>
        </message>
        <message>
            <source>Being sent: {}.</source>
            <translation>Wird gesendet: {}.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}.</source>
            <translation>Niemand weiß, ob es da ist: {}.</translation>
        </message>
        <message>
            <source>Submitted under another login, and sent by itself under that one only.</source>
            <translation>Das hat eine andere Person eingereicht. Es wird nur mit ihrer Anmeldung von selbst gesendet.</translation>
        </message>
        <message>
            <source>waiting to be sent, next try at {}</source>
            <translation>wartet auf das Senden, nächster Versuch um {}</translation>
        </message>
        <message>
            <source>Next try at {}.</source>
            <translation>Nächster Versuch um {}.</translation>
        </message>
    </context>
    <context>
        <name>status</name>
        <message>
            <source>not sent yet</source>
            <translation>noch nicht gesendet</translation>
        </message>
        <message>
            <source>submitted</source>
            <translation>eingereicht</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>zurückgezogen</translation>
        </message>
        <message>
            <source>in review</source>
            <translation>in Prüfung</translation>
        </message>
        <message>
            <source>further work needed</source>
            <translation>bitte noch einmal ändern</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>bei einem anderen Amt</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <source>exists already</source>
            <translation>gibt es schon</translation>
        </message>
        <message>
            <source>not responsible</source>
            <translation>anderes Amt</translation>
        </message>
        <message>
            <source>already done</source>
            <translation>schon erledigt</translation>
        </message>
        <message>
            <source>published</source>
            <translation>übernommen</translation>
        </message>
        <message>
            <source>conflict</source>
            <translation>Konflikt</translation>
        </message>
        <message>
            <source>Submit it when it is ready.</source>
            <translation>Reichen Sie es ein, wenn es fertig ist.</translation>
        </message>
        <message>
            <source>Nothing to do: somebody will look at it. You may still change or withdraw it.</source>
            <translation>Sie müssen nichts tun. Jemand sieht es sich an. Sie können es noch ändern. Oder ziehen Sie es zurück.</translation>
        </message>
        <message>
            <source>Keep it as a draft, or restore the object as it was.</source>
            <translation>Sie können es hier behalten. Oder holen Sie das Objekt zurück, wie es war.</translation>
        </message>
        <message>
            <source>Nothing to do: somebody is looking at it.</source>
            <translation>Sie müssen nichts tun. Jemand sieht es sich gerade an.</translation>
        </message>
        <message>
            <source>Read the answer, answer it or revise the object, submit again.</source>
            <translation>Lesen Sie die Antwort. Schreiben Sie zurück. Oder ändern Sie das Objekt. Dann reichen Sie es noch einmal ein.</translation>
        </message>
        <message>
            <source>Nothing to do: another authority is looking at it.</source>
            <translation>Sie müssen nichts tun. Ein anderes Amt sieht es sich an.</translation>
        </message>
        <message>
            <source>Nothing to do: it will soon be on the map.</source>
            <translation>Sie müssen nichts tun. Es steht bald in der Karte.</translation>
        </message>
        <message>
            <source>Read the answer. Revise and submit again, or restore the object as it was.</source>
            <translation>Lesen Sie die Antwort. Ändern Sie das Objekt und reichen Sie es noch einmal ein. Oder holen Sie es zurück, wie es war.</translation>
        </message>
        <message>
            <source>Read the answer. Restore the object as it was.</source>
            <translation>Lesen Sie die Antwort. Holen Sie das Objekt zurück, wie es war.</translation>
        </message>
        <message>
            <source>Read the answer: another authority is responsible.</source>
            <translation>Lesen Sie die Antwort. Das macht ein anderes Amt.</translation>
        </message>
        <message>
            <source>It is on the map already. Restore the object and refresh.</source>
            <translation>Es steht schon in der Karte. Holen Sie das Objekt zurück, wie es war. Laden Sie dann neu.</translation>
        </message>
        <message>
            <source>Done: it is on the map. Thank you!</source>
            <translation>Fertig: Es steht in der Karte. Vielen Dank!</translation>
        </message>
        <message>
            <source>Somebody else changed the object meanwhile. Refresh on the page Map puts both together; then submit again.</source>
            <translation>Jemand anderes hat das auch geändert. Gehen Sie auf die Seite Karte. Drücken Sie auf „Neu laden“. Dann kommt beides zusammen. Reichen Sie danach noch einmal ein.</translation>
        </message>
    </context>
    <context>
        <name>status_line</name>
        <message>
            <source>State of your work</source>
            <translation>Stand Ihrer Arbeit</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Kein Internet</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
        <message>
            <source>Show what somebody else has changed too</source>
            <translation>Zeigt, was auch jemand anderes geändert hat</translation>
        </message>
    </context>
    <context>
        <name>status_words</name>
        <message>
            <source>No changes of yours. Nothing to do.</source>
            <translation>Sie haben nichts geändert. Es ist nichts zu tun.</translation>
        </message>
        <message>
            <source>Offline. You can go on working.</source>
            <translation>Kein Internet. Arbeiten Sie ruhig weiter.</translation>
        </message>
        <message>
            <source>Somebody else's working copy: for reading only.</source>
            <translation>Diese Arbeitskopie gehört jemand anderem. Sie können sie nur ansehen.</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Wird gesendet …</translation>
        </message>
        <message>
            <source>Everything of yours is with the municipality.</source>
            <translation>Alles von Ihnen ist bei der Gemeinde.</translation>
        </message>
        <message>
            <source>Edited and not saved yet: {}.</source>
            <translation>Noch nicht gespeichert: {}.</translation>
        </message>
        <message>
            <source>In conflict, for you to decide: {}.</source>
            <translation>Hier müssen Sie wählen: {}.</translation>
        </message>
        <message>
            <source>Not taken by the municipality: {}.</source>
            <translation>Das nimmt die Gemeinde nicht: {}.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}.</source>
            <translation>Niemand weiß, ob es da ist: {}.</translation>
        </message>
        <message>
            <source>Waiting to be sent: {}.</source>
            <translation>Wird später gesendet: {}.</translation>
        </message>
        <message>
            <source>Layers that are not here as a whole: {}.</source>
            <translation>Ebenen, bei denen etwas fehlt: {}.</translation>
        </message>
        <message>
            <source>Changes, not sent yet: {}.</source>
            <translation>Änderungen, noch nicht gesendet: {}.</translation>
        </message>
        <message>
            <source>Sent back to you with a question: {}.</source>
            <translation>Die Gemeinde fragt Sie etwas: {}.</translation>
        </message>
        <message>
            <source>With the municipality, not published yet: {}.</source>
            <translation>Bei der Gemeinde, noch nicht in der Karte: {}.</translation>
        </message>
        <message>
            <source>Safe on this computer, and not sent yet: {}.</source>
            <translation>Sicher auf diesem Computer: {}. Noch nicht gesendet.</translation>
        </message>
        <message>
            <source>Not saved yet, so save your layers: {}.</source>
            <translation>Noch nicht gespeichert: {}. Bitte speichern Sie.</translation>
        </message>
    </context>
    <context>
        <name>submit_box</name>
        <message>
            <source>The comment is too long: {} of at most {} characters.</source>
            <translation>Der Kommentar ist zu lang: {} Zeichen. Es gehen nur {}.</translation>
        </message>
        <message>
            <source>Why, and where you know it from (optional)</source>
            <translation>Warum? Woher wissen Sie es? (freiwillig)</translation>
        </message>
        <message>
            <source>&amp;Comment for the municipality:</source>
            <translation>&amp;Kommentar für die Gemeinde:</translation>
        </message>
        <message>
            <source>Publish at once, where allowed</source>
            <translation>Sofort übernehmen, wo erlaubt</translation>
        </message>
        <message>
            <source>Submit</source>
            <translation>Einreichen</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Jetzt versuchen</translation>
        </message>
        <message>
            <source>Submitting</source>
            <translation>Wird eingereicht</translation>
        </message>
        <message>
            <source>{} of at most {} characters</source>
            <translation>{} von {} Zeichen</translation>
        </message>
    </context>
    <context>
        <name>submitting</name>
        <message>
            <source>Send anyway</source>
            <translation>Trotzdem senden</translation>
        </message>
        <message>
            <source>Cancelled. What was not sent is still in the list.</source>
            <translation>Abgebrochen. Der Rest steht noch in der Liste.</translation>
        </message>
        <message>
            <source>Checking changes</source>
            <translation>Die Änderungen werden geprüft</translation>
        </message>
        <message>
            <source>Submitting changes</source>
            <translation>Änderungen werden eingereicht</translation>
        </message>
        <message>
            <source>Sending what waits</source>
            <translation>Was wartet, wird gesendet</translation>
        </message>
        <message>
            <source>Publish at once?</source>
            <translation>Sofort übernehmen?</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Cancelled while it was on its way. Your work is safe. Submit again to find out: what the municipality has already is not sent twice.</source>
            <translation>Abgebrochen. Ihre Arbeit ist sicher. Reichen Sie noch einmal ein. Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Sent for review: {}.</source>
            <translation>Zur Prüfung gesendet: {}.</translation>
        </message>
        <message>
            <source>Published: {}.</source>
            <translation>Übernommen: {}.</translation>
        </message>
        <message>
            <source>Not taken: {}. The list tells why.</source>
            <translation>Das geht nicht: {}. In der Liste steht, warum.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}. The list tells what to do.</source>
            <translation>Niemand weiß, ob es da ist: {}. In der Liste steht, was Sie tun können.</translation>
        </message>
        <message>
            <source>Written over what nobody had seen: {}. Refresh and look.</source>
            <translation>Hier war etwas, das niemand kannte: {}. Sie haben es überschrieben. Laden Sie neu und sehen Sie nach.</translation>
        </message>
        <message>
            <source>In conflict, and not sent before you decide: {}.</source>
            <translation>Konflikt: {}. Entscheiden Sie zuerst. Dann wird es gesendet.</translation>
        </message>
        <message>
            <source>The municipality has everything already.</source>
            <translation>Die Gemeinde hat schon alles.</translation>
        </message>
        <message>
            <source>Nothing was sent. Your changes are still in the working copy.</source>
            <translation>Nichts wurde gesendet. Ihre Änderungen sind noch hier.</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Richtig machen</translation>
        </message>
        <message>
            <source>Submit again</source>
            <translation>Noch einmal einreichen</translation>
        </message>
    </context>
    <context>
        <name>terms_dialog</name>
        <message>
            <source>The municipality has not stated under which licence it takes contributions. Ask it if that matters to you.</source>
            <translation>Die Gemeinde sagt nichts zur Lizenz. Die Lizenz sagt, wer die Daten nutzen darf. Ist Ihnen das wichtig? Dann fragen Sie dort.</translation>
        </message>
        <message>
            <source>Your user name goes to the municipality's service, as with every login. In the list of contributions you appear under a pseudonym. Those who review see your contribution, your comment and the pseudonym. Do not write names or other personal data of anybody into values or comments.</source>
            <translation>Die Gemeinde kennt den Namen, mit dem Sie sich anmelden. In der Liste stehen Sie mit einem anderen Namen. Wer prüft, sieht Ihren Beitrag, Ihren Kommentar und diesen anderen Namen. Schreiben Sie nichts Privates über Menschen. Schreiben Sie auch keine Namen.</translation>
        </message>
        <message>
            <source>Please read this before you contribute to {}.</source>
            <translation>Bitte lesen Sie das zuerst. Es geht um {}.</translation>
        </message>
        <message>
            <source>Before you submit</source>
            <translation>Bevor Sie einreichen</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Datenschutz</translation>
        </message>
        <message>
            <source>Licence and privacy</source>
            <translation>Lizenz und Datenschutz</translation>
        </message>
        <message>
            <source>Nothing is stated here.</source>
            <translation>Hier steht nichts.</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>Mehr lesen</translation>
        </message>
        <message>
            <source>I agree, submit</source>
            <translation>Einverstanden, einreichen</translation>
        </message>
        <message>
            <source>Do not submit</source>
            <translation>Nicht einreichen</translation>
        </message>
    </context>
    <context>
        <name>trust_words</name>
        <message>
            <source>new</source>
            <translation>neu</translation>
        </message>
        <message>
            <source>Your level of trust: new. People look at everything you send before it counts.</source>
            <translation>Sie sind noch neu. Ein Mensch sieht alles an, was Sie senden.</translation>
        </message>
        <message>
            <source>this kind of change is for a person.</source>
            <translation>so etwas entscheidet ein Mensch.</translation>
        </message>
        <message>
            <source>known</source>
            <translation>bekannt</translation>
        </message>
        <message>
            <source>proven</source>
            <translation>bewährt</translation>
        </message>
        <message>
            <source>appointed</source>
            <translation>von der Gemeinde bestimmt</translation>
        </message>
        <message>
            <source>Your level of trust: known. People look at what you send before it counts.</source>
            <translation>Man kennt Sie schon. Ein Mensch sieht trotzdem alles an, was Sie senden.</translation>
        </message>
        <message>
            <source>Your level of trust: proven. Where the municipality allows it, small changes of yours are accepted at once.</source>
            <translation>Man vertraut Ihnen: Sie haben schon viel richtig gemacht. Kleine Änderungen werden gleich angenommen, wo die Gemeinde es erlaubt.</translation>
        </message>
        <message>
            <source>Your level of trust: appointed by the municipality. Where it allows it, small changes of yours are accepted at once.</source>
            <translation>Die Gemeinde vertraut Ihnen. Kleine Änderungen werden gleich angenommen, wo sie es erlaubt.</translation>
        </message>
        <message>
            <source>Accepted by rule: a harmless change of a trusted person.</source>
            <translation>Von selbst angenommen: eine kleine Änderung von jemandem, dem man vertraut.</translation>
        </message>
        <message>
            <source>Accepted by rule: a trusted person moved it by at most 3 m.</source>
            <translation>Von selbst angenommen: Jemand hat es ein wenig verschoben. Man vertraut dieser Person.</translation>
        </message>
        <message>
            <source>Accepted by rule: a new point of a trusted person.</source>
            <translation>Von selbst angenommen: ein neuer Punkt von jemandem, dem man vertraut.</translation>
        </message>
        <message>
            <source>Accepted by rule.</source>
            <translation>Von selbst angenommen.</translation>
        </message>
        <message>
            <source>Nobody has looked at it.</source>
            <translation>Kein Mensch hat es angesehen.</translation>
        </message>
        <message>
            <source>It was drawn by lot: somebody is to look at it.</source>
            <translation>Das Los hat es getroffen. Jetzt sieht es noch ein Mensch an.</translation>
        </message>
        <message>
            <source>Somebody has looked at it since: it is good.</source>
            <translation>Ein Mensch hat es danach angesehen. Es ist gut so.</translation>
        </message>
        <message>
            <source>Somebody has looked at it since, and objected.</source>
            <translation>Ein Mensch hat es danach angesehen. Es ist nicht gut so.</translation>
        </message>
        <message>
            <source>Not accepted by rule: {}</source>
            <translation>Nicht von selbst angenommen: {}</translation>
        </message>
        <message>
            <source>its author is not trusted so far.</source>
            <translation>die Person ist noch zu neu.</translation>
        </message>
        <message>
            <source>it is part of a mass edit.</source>
            <translation>es sind sehr viele Änderungen auf einmal.</translation>
        </message>
        <message>
            <source>not everything could be checked.</source>
            <translation>es ging nicht, alles zu prüfen.</translation>
        </message>
        <message>
            <source>something like it may exist already.</source>
            <translation>vielleicht gibt es das schon.</translation>
        </message>
        <message>
            <source>something was noticed.</source>
            <translation>es ist etwas aufgefallen.</translation>
        </message>
        <message>
            <source>it was moved by rule within a day already.</source>
            <translation>es wurde heute schon einmal verschoben.</translation>
        </message>
        <message>
            <source>owner, area and key are never changed by rule.</source>
            <translation>wem es gehört, das ändert sich nie von selbst.</translation>
        </message>
        <message>
            <source>that was enough within one hour.</source>
            <translation>das war genug für eine Stunde.</translation>
        </message>
        <message>
            <source>it was moved by {} m.</source>
            <translation>es wurde {} m verschoben.</translation>
        </message>
        <message>
            <source>the field {} is not among the harmless ones.</source>
            <translation>im Feld {} entscheidet immer ein Mensch.</translation>
        </message>
        <message>
            <source>Level: {}</source>
            <translation>Stufe: {}</translation>
        </message>
    </context>
    <context>
        <name>versions_map</name>
        <message>
            <source>Ring: a vertex that moved.</source>
            <translation>Ring: Dieser Punkt ist verschoben.</translation>
        </message>
        <message>
            <source>What may be the same: green, dashed and dotted.</source>
            <translation>Vielleicht dasselbe: grün, Strich und Punkt.</translation>
        </message>
        <message>
            <source>Very large shapes are shown simplified.</source>
            <translation>Sehr große Formen sind hier einfacher gezeigt.</translation>
        </message>
        <message>
            <source>On the map: {} blue, dashed, square. {} orange, solid, diamond. {} purple, dotted, cross.</source>
            <translation>Auf der Karte: {} blau, mit Strichen, Quadrat. {} orange, ganze Linie, Raute. {} lila, mit Punkten, Kreuz.</translation>
        </message>
        <message>
            <source>lies outside this map</source>
            <translation>ist nicht auf dieser Karte</translation>
        </message>
        <message>
            <source>shown simplified</source>
            <translation>einfacher gezeigt</translation>
        </message>
    </context>
    <context>
        <name>versions_table</name>
        <message>
            <source>Place</source>
            <translation>Lage</translation>
        </message>
        <message>
            <source>not as before</source>
            <translation>nicht wie vorher</translation>
        </message>
        <message>
            <source>both changed it, and differently</source>
            <translation>beide haben es anders gemacht</translation>
        </message>
        <message>
            <source>{}, {} and {}, field by field</source>
            <translation>{}, {} und {}, Feld für Feld</translation>
        </message>
        <message>
            <source>Nothing differs.</source>
            <translation>Alles ist gleich.</translation>
        </message>
        <message>
            <source>All fields</source>
            <translation>Alle Felder</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Feld</translation>
        </message>
    </context>
    <context>
        <name>versions_values</name>
        <message>
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>“{}”</source>
            <translation>„{}“</translation>
        </message>
    </context>
    <context>
        <name>versions_words</name>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Aktuell</translation>
        </message>
        <message>
            <source>⚠ The object is gone already. There is nothing left to publish.</source>
            <translation>⚠ Das Objekt ist schon weg. Sie müssen nichts tun.</translation>
        </message>
        <message>
            <source>⚠ It is on the map already as proposed. There is nothing left to publish.</source>
            <translation>⚠ Es steht schon so auf der Karte. Sie müssen nichts tun.</translation>
        </message>
        <message>
            <source>⚠ Somebody has deleted this object meanwhile. It cannot be published as proposed.</source>
            <translation>⚠ Jemand hat das Objekt gelöscht. So kann es nicht auf die Karte.</translation>
        </message>
        <message>
            <source>⚠ Somebody has changed this meanwhile: compare Before and Now.</source>
            <translation>⚠ Jemand hat das Objekt geändert. Sehen Sie nach: Was war vorher, was ist jetzt?</translation>
        </message>
        <message>
            <source>It cannot be published as proposed. Put both together with “Correct …”, or ask back.</source>
            <translation>So kann es nicht in die Karte. Drücken Sie „Berichtigen …“. Oder fragen Sie zurück.</translation>
        </message>
        <message>
            <source>Changed by both, and differently: {}.</source>
            <translation>Beide haben es anders gemacht: {}.</translation>
        </message>
        <message>
            <source>Changed only there: {}.</source>
            <translation>Nur dort geändert: {}.</translation>
        </message>
        <message>
            <source>not there</source>
            <translation>nicht vorhanden</translation>
        </message>
        <message>
            <source>changed otherwise (direction, height or parts)</source>
            <translation>anders (Richtung, Höhe oder Teile)</translation>
        </message>
        <message>
            <source>changed; too large to compare</source>
            <translation>geändert, aber zu groß zum Vergleichen</translation>
        </message>
        <message>
            <source>moved by less than 1 cm</source>
            <translation>um weniger als 1 cm verschoben</translation>
        </message>
        <message>
            <source>without a place</source>
            <translation>ohne Lage</translation>
        </message>
        <message>
            <source>very large</source>
            <translation>sehr groß</translation>
        </message>
        <message>
            <source>as before</source>
            <translation>wie vorher</translation>
        </message>
        <message>
            <source>removed: without a place</source>
            <translation>entfernt: ohne Ort</translation>
        </message>
        <message>
            <source>another place; cannot be compared</source>
            <translation>anderer Ort, nicht zu vergleichen</translation>
        </message>
        <message>
            <source>The vertices are too many, or too far away, to compare.</source>
            <translation>Es sind zu viele Punkte. Oder sie sind zu weit weg.</translation>
        </message>
        <message>
            <source>Vertices elsewhere than before: {} of {}</source>
            <translation>Punkte, die jetzt woanders sind: {} von {}</translation>
        </message>
        <message>
            <source>moved by up to {} m</source>
            <translation>bis zu {} m verschoben</translation>
        </message>
        <message>
            <source>moved by {} m</source>
            <translation>{} m verschoben</translation>
        </message>
        <message>
            <source>area of {} m²</source>
            <translation>Fläche {} m²</translation>
        </message>
        <message>
            <source>line of {} m</source>
            <translation>Linie {} m</translation>
        </message>
        <message>
            <source>added: {}</source>
            <translation>hinzugefügt: {}</translation>
        </message>
        <message>
            <source>one is {} m from the nearest before</source>
            <translation>einer ist {} m weit weg vom nächsten Punkt vorher</translation>
        </message>
        <message>
            <source>area {} m²</source>
            <translation>Fläche {} m²</translation>
        </message>
        <message>
            <source>length {} m</source>
            <translation>Länge {} m</translation>
        </message>
    </context>
    <context>
        <name>widgets</name>
        <message>
            <source>Problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>work</name>
        <message>
            <source>Reading the working copy</source>
            <translation>Arbeitskopie wird gelesen</translation>
        </message>
    </context>
</TS>
