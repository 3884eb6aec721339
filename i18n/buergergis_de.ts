<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>adding</name>
        <message>
            <source>Type to find a category</source>
            <translation>Tippen, um eine Kategorie zu finden</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategorien</translation>
        </message>
        <message>
            <source>&amp;What is it?</source>
            <translation>&amp;Was ist es?</translation>
        </message>
        <message>
            <source>Nothing is called that. Try another word.</source>
            <translation>So heißt hier nichts. Versuchen Sie ein anderes Wort.</translation>
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
            <translation>Es wird gerade noch etwas gelesen oder geprüft. Drücken Sie gleich noch einmal auf Hinzufügen.</translation>
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
            <translation>Es steht unter Meine Beiträge und kann dort eingereicht werden.</translation>
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
            <translation>Speichern Sie die Bearbeitung der Ebene. Dann kann es eingereicht werden.</translation>
        </message>
        <message>
            <source>It cannot be taken back here any more. The page My contributions can undo it.</source>
            <translation>Hier kann es nicht mehr zurückgenommen werden. Auf der Seite Meine Beiträge geht es.</translation>
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
            <translation>Koordinaten, zum Beispiel 51,15 14,80</translation>
        </message>
        <message>
            <source>Draw it on the map first.</source>
            <translation>Zeichnen Sie es zuerst in die Karte.</translation>
        </message>
        <message>
            <source>Street and number, or coordinates</source>
            <translation>Straße und Hausnummer, oder Koordinaten</translation>
        </message>
        <message>
            <source>These are no coordinates, and your working copy has no streets.</source>
            <translation>Das sind keine Koordinaten, und Ihre Arbeitskopie hat keine Straßen.</translation>
        </message>
        <message>
            <source>The service cannot be asked just now: use the map, or check out the streets later.</source>
            <translation>Der Dienst ist gerade nicht erreichbar: Nehmen Sie die Karte, oder leihen Sie später die Straßen aus.</translation>
        </message>
        <message>
            <source>area of {} m², {} points</source>
            <translation>Fläche von {} m², {} Punkte</translation>
        </message>
        <message>
            <source>Now click on the place on the map. The Escape key ends it.</source>
            <translation>Klicken Sie jetzt in der Karte auf den Ort. Die Taste Esc beendet es.</translation>
        </message>
        <message>
            <source>Search leads the map there; then draw it.</source>
            <translation>Die Suche führt die Karte hin; dann zeichnen Sie.</translation>
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
            <translation>Die Rücktaste nimmt den letzten Punkt zurück, Esc alle.</translation>
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
            <translation>Verbinden Sie sich mit Ihrer Gemeinde, um dort zu suchen, oder nehmen Sie die Karte.</translation>
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
        <name>ahead</name>
        <message>
            <source>Loading the next contributions</source>
            <translation>Die nächsten Beiträge werden geladen</translation>
        </message>
    </context>
    <context>
        <name>algorithms</name>
        <message>
            <source>Answer a question about a contribution</source>
            <translation>Rückfrage zu einem Beitrag beantworten</translation>
        </message>
        <message>
            <source>Answers in words what a reviewer has asked back about a contribution of yours, and submits it again as it is. The same answer sent twice arrives once. To change the object itself, edit it and submit the change.</source>
            <translation>Beantwortet in Worten, was die Prüfung zu einem Ihrer Beiträge zurückgefragt hat, und reicht ihn unverändert noch einmal ein. Dieselbe Antwort zweimal gesendet kommt einmal an. Soll sich das Objekt selbst ändern, bearbeiten Sie es und reichen Sie die Änderung ein.</translation>
        </message>
        <message>
            <source>Contribution (its uuid)</source>
            <translation>Beitrag (seine uuid)</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>Apply the retention periods</source>
            <translation>Aufbewahrungsfristen anwenden</translation>
        </message>
        <message>
            <source>Erases what has been kept long enough, by the part retention of the policy file, in days after the last event: the content of rejected, withdrawn, duplicate, not_responsible and already_done contributions (180), comments, photos and authors of published ones (1095), counted refusals (30). Pseudonyms of people who are no members any more, and of whom nothing is left, go too. Events stay, and the record stays valid. Open contributions are never touched.

DRY_RUN only counts; it is on unless you turn it off, as a timer does. The service may run meanwhile; its writers wait while a GeoPackage is written anew, so that nothing of what was erased stays in the file.</source>
            <translation>Löscht, was lange genug aufbewahrt ist. Die Fristen stehen in der Policy-Datei unter retention, in Tagen nach dem letzten Schritt.
180 Tage: der Inhalt abgelehnter, zurückgezogener, doppelter, nicht zuständiger und schon erledigter Beiträge.
1095 Tage: Kommentare, Fotos und Verfasser:in übernommener Beiträge.
30 Tage: gezählte Ablehnungen.
Auch Pseudonyme werden gelöscht: von Menschen, die keine Mitglieder mehr sind und von denen nichts mehr da ist. Das Änderungsprotokoll bleibt, und es bleibt prüfbar. Offene Beiträge werden nie angetastet.

DRY_RUN zählt nur; es ist an, bis Sie es ausschalten, etwa in einem Zeitplan. Der Dienst darf dabei laufen. Wer speichern will, wartet, solange ein GeoPackage neu geschrieben wird, damit von Gelöschtem nichts in der Datei bleibt.</translation>
        </message>
        <message>
            <source>Only say what would happen</source>
            <translation>Nur sagen, was geschehen würde</translation>
        </message>
        <message>
            <source>Whether the files were written anew, too</source>
            <translation>Ob auch die Dateien neu geschrieben wurden</translation>
        </message>
        <message>
            <source>{}: {} older than {} days</source>
            <translation>{}: {} älter als {} Tage</translation>
        </message>
        <message>
            <source>Somebody was reading: what was deleted may stand in the files still.</source>
            <translation>Jemand hat gerade gelesen: Gelöschtes kann noch in den Dateien stehen.</translation>
        </message>
        <message>
            <source>Whether it was done</source>
            <translation>Ob es getan wurde</translation>
        </message>
        <message>
            <source>Contributions</source>
            <translation>Beiträge</translation>
        </message>
        <message>
            <source>Pseudonyms</source>
            <translation>Pseudonyme</translation>
        </message>
        <message>
            <source>Rows of counted refusals</source>
            <translation>Zeilen mit gezählten Ablehnungen</translation>
        </message>
        <message>
            <source>Add a photo to a contribution</source>
            <translation>Foto zu einem Beitrag hinzufügen</translation>
        </message>
        <message>
            <source>Sends a photo, JPEG or PNG, to a contribution of yours that nobody is looking at yet, or to one that you review. Place, time and device that the camera wrote into the file do not leave this computer. A photo that is too large is made smaller. You and the reviewers see it; once the contribution is accepted, everybody who takes part sees it. The same photo sent twice is there once. You can withdraw it at any time.</source>
            <translation>Sendet ein Foto (JPEG oder PNG) zu einem Beitrag. Es ist Ihr eigener, den noch niemand prüft, oder einer, den Sie prüfen. Ort, Zeit und Gerät, die die Kamera in die Datei geschrieben hat, verlassen diesen Computer nicht. Ein zu großes Foto wird verkleinert. Sie und die Prüfenden sehen es. Sobald der Beitrag angenommen ist, sehen es alle, die mitmachen. Dasselbe Foto, zweimal gesendet, ist nur einmal da. Sie können es jederzeit zurückziehen.</translation>
        </message>
        <message>
            <source>Save the photos of a contribution</source>
            <translation>Fotos eines Beitrags speichern</translation>
        </message>
        <message>
            <source>Saves the photos of a contribution that you may see into a folder. Files that are there already stay as they are. Photos may show people: delete them when they are no longer needed.</source>
            <translation>Speichert die Fotos eines Beitrags, die Sie sehen dürfen, in einen Ordner. Dateien, die schon da sind, bleiben, wie sie sind. Fotos können Menschen zeigen: Löschen Sie sie, wenn sie nicht mehr gebraucht werden.</translation>
        </message>
        <message>
            <source>Withdraw a photo</source>
            <translation>Foto zurückziehen</translation>
        </message>
        <message>
            <source>Has a photo erased on the server: one of your own, or, as a reviewer, one that shows what it must not; the reason is then personal_data or abuse. That there was a photo, and who withdrew it, stays in the record.</source>
            <translation>Lässt ein Foto auf dem Server löschen. Es ist Ihr eigenes. Wenn Sie prüfen, kann es auch eines sein, das etwas Unzulässiges zeigt. Die Begründung ist dann personal_data oder abuse. Dass es ein Foto gab und wer es zurückgezogen hat, bleibt im Protokoll.</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>The photo's uuid</source>
            <translation>uuid des Fotos</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Photo (its uuid)</source>
            <translation>Foto (seine uuid)</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Begründung</translation>
        </message>
        <message>
            <source>Or a review unit (its name in the review queue)</source>
            <translation>Oder eine Prüfeinheit (ihr Name in der Prüfliste)</translation>
        </message>
        <message>
            <source>All of the unit but these (uuids, separated by commas)</source>
            <translation>Die ganze Einheit außer diesen (UUIDs, durch Kommas getrennt)</translation>
        </message>
        <message>
            <source>Authentication configuration</source>
            <translation>Authentifizierungskonfiguration</translation>
        </message>
        <message>
            <source>Half of a replacement is left out: {0} is decided or published without {1}.</source>
            <translation>Die Hälfte eines Ersatzes fehlt: {0} wird ohne {1} entschieden oder übernommen.</translation>
        </message>
        <message>
            <source>Address of the service</source>
            <translation>Adresse des Dienstes</translation>
        </message>
        <message>
            <source>Working copy</source>
            <translation>Arbeitskopie</translation>
        </message>
        <message>
            <source>Address of the service, where it was never entered before</source>
            <translation>Adresse des Dienstes, falls sie noch nie eingegeben wurde</translation>
        </message>
        <message>
            <source>Contributions (their uuids, separated by commas)</source>
            <translation>Beiträge (ihre UUIDs, durch Kommas getrennt)</translation>
        </message>
        <message>
            <source>Changes in a working copy</source>
            <translation>Änderungen in einer Arbeitskopie</translation>
        </message>
        <message>
            <source>Lists what was changed in a working copy since it was loaded: one row for each feature, with the operation, the names of the changed fields, and the feature before and after as JSON-FG. Works without a network.</source>
            <translation>Zeigt, was in einer Arbeitskopie seit dem Laden geändert wurde. Jedes Objekt hat eine Zeile: die Art der Änderung und die Namen der geänderten Felder. Dazu kommt das Objekt vorher und nachher als JSON-FG. Geht auch ohne Netz.</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <source>Check out layers</source>
            <translation>Ebenen ausleihen</translation>
        </message>
        <message>
            <source>Loads layers of a service into a working copy: one GeoPackage that is edited with QGIS's own tools, also without a network. LAYERS are the names of the layers, separated by commas; EXTENT limits them to an area. LOADED and EXPECTED tell how many features were loaded and how many the server has. An existing working copy of the same service is added to, and its changes stay. No password is stored in the file.</source>
            <translation>Lädt Ebenen eines Dienstes in eine Arbeitskopie. Das ist ein GeoPackage. Sie bearbeiten es mit den gewohnten Werkzeugen von QGIS, auch ohne Netz. LAYERS sind die Namen der Ebenen, durch Kommas getrennt; EXTENT beschränkt sie auf ein Gebiet. LOADED und EXPECTED sagen, wie viele Objekte geladen wurden und wie viele der Server hat. Eine vorhandene Arbeitskopie desselben Dienstes wird ergänzt; was darin geändert wurde, bleibt. In der Datei wird kein Passwort gespeichert.</translation>
        </message>
        <message>
            <source>Layers (separated by commas)</source>
            <translation>Ebenen (durch Kommas getrennt)</translation>
        </message>
        <message>
            <source>Extent</source>
            <translation>Ausdehnung</translation>
        </message>
        <message>
            <source>Features loaded</source>
            <translation>Geladene Objekte</translation>
        </message>
        <message>
            <source>Features of the server</source>
            <translation>Objekte auf dem Server</translation>
        </message>
        <message>
            <source>{} has no features there; its coordinates are in {}.</source>
            <translation>{} hat dort keine Objekte; die Koordinaten der Ebene sind in {}.</translation>
        </message>
        <message>
            <source>Decide contributions</source>
            <translation>Über Beiträge entscheiden</translation>
        </message>
        <message>
            <source>Decides contributions of the review queue: accept, reject, ask_back, duplicate, not_responsible or already_done. A contribution that nobody has claimed is claimed first. Rejecting and asking back need a reason: position, attributes, incomplete, not_found_on_site, wrong_layer, duplicate, not_responsible, already_done, personal_data, abuse or other; a reason in your own words counts as other. The note is shown to the contributor. Nobody decides their own contributions. Each contribution is decided on its own; the error names the first that was not. A UNIT of contributions that belong together is decided as a whole or not at all, without those that EXCEPT names. take_back undoes your own decision, within ten minutes and before it is published. Whoever rejected the same wish before does not reject it again: a second time another reviewer decides, with a note of 20 letters or more. CORRECTION accepts one contribution with other values: a JSON object of fields and values, on top of what is there now. The proposal is kept beside it, and its author is told.

confirm and object are for what was accepted by rule, whether it is published or not: that it is good, or that it should not have been, with a reason; the reverse of what is published then goes into the queue.</source>
            <translation>Entscheidet über Beiträge der Prüfliste:
accept: annehmen
reject: ablehnen
ask_back: Rückfrage, weitere Arbeit nötig
duplicate: Doppelerfassung
not_responsible: nicht zuständig
already_done: bereits erledigt
take_back: die eigene Entscheidung zurücknehmen
confirm, object: über automatisch Angenommenes, siehe unten
Ein Beitrag, den noch niemand in Prüfung genommen hat, wird zuerst in Prüfung genommen. Ablehnung und Rückfrage brauchen eine Begründung:
position: Lage
attributes: Sachdaten
incomplete: unvollständig
not_found_on_site: vor Ort nicht gefunden
wrong_layer: falsche Ebene
duplicate, not_responsible, already_done: wie oben
personal_data: personenbezogene Daten
abuse: Missbrauch
other: anderes
Eine Begründung in eigenen Worten zählt als other. Die Notiz liest, wer den Beitrag eingereicht hat. Niemand entscheidet über eigene Beiträge. Über jeden Beitrag wird einzeln entschieden; der Fehler nennt den ersten, bei dem es nicht ging. Was zusammengehört (UNIT), wird als Ganzes entschieden oder gar nicht, ohne die, die EXCEPT nennt. Zurücknehmen geht zehn Minuten lang, solange nichts übernommen ist. Wer denselben Wunsch schon einmal abgelehnt hat, lehnt ihn nicht noch einmal ab. Beim zweiten Mal entscheidet jemand anderes, mit einer Notiz von mindestens 20 Buchstaben. CORRECTION nimmt einen Beitrag mit anderen Werten an: ein JSON-Objekt aus Feldern und Werten. Der Vorschlag bleibt daneben erhalten, und wer ihn eingereicht hat, erfährt es.

Über automatisch Angenommenes sagen Sie confirm oder object, auch wenn es schon übernommen ist. confirm heißt: Es ist in Ordnung. object widerspricht, mit einem Grund. Das Gegenstück von Übernommenem kommt dann in die Prüfliste.</translation>
        </message>
        <message>
            <source>Correction: fields and their values (JSON)</source>
            <translation>Berichtigung: Felder und ihre Werte (JSON)</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <source>Note to the contributor</source>
            <translation>Notiz für die einreichende Person</translation>
        </message>
        <message>
            <source>Contributions decided</source>
            <translation>Entschiedene Beiträge</translation>
        </message>
        <message>
            <source>Mails about news</source>
            <translation>Mails über Neues</translation>
        </message>
        <message>
            <source>Writes one file into the folder OUTPUT for each person who has agreed to get mail, and for whom there is news: answers to their contributions and, for those who review, what is new, handed over or late. Nothing is sent: something of yours takes the files and sends them, as docs/administrators.md shows.

PEOPLE: CSV with the heading person,mail,language. Who is in it has agreed. Who leaves it is forgotten. Without an address the file is a text, with one a mail with its headings. Languages are de, de_einfach and en.
SENDER: the address that the mails come from; without one your mail program puts in its own.

A mail holds nothing that anybody wrote, and nobody's name. Nothing is told twice: how far everybody was told is kept in OUTPUT, in the folder .digest. Each project needs a folder of its own. It needs the connection that may write to the database: no other sees who is behind a pseudonym.</source>
            <translation>Schreibt eine Datei in den Ordner OUTPUT, für jede Person, die Mails bekommen möchte und für die es Neues gibt. Neues sind Antworten auf eigene Beiträge. Wer prüft, erfährt, was neu, abgegeben oder überfällig ist. Gesendet wird nichts: Etwas von Ihnen holt die Dateien und sendet sie, wie es in docs/administrators.md steht.

PEOPLE: CSV mit der Kopfzeile person,mail,language. Wer darin steht, hat zugestimmt. Wer nicht mehr darin steht, wird vergessen. Ohne Adresse ist die Datei ein Text, mit Adresse eine Mail mit ihrem Kopf. Sprachen sind de, de_einfach und en.
SENDER: die Adresse, von der die Mails kommen. Ohne sie setzt Ihr Mailprogramm seine eigene ein.

Eine Mail enthält nichts, was jemand geschrieben hat, und keine Namen. Nichts wird zweimal gesagt: Wie weit wer Bescheid weiß, steht in OUTPUT im Ordner .digest. Jedes Projekt braucht einen eigenen Ordner. Nötig ist die Verbindung, die in die Datenbank schreiben darf: Keine andere sieht, wer hinter einem Pseudonym steht.</translation>
        </message>
        <message>
            <source>Who wants mail</source>
            <translation>Wer Mails bekommen möchte</translation>
        </message>
        <message>
            <source>Address of the sender</source>
            <translation>Adresse der Absenderin oder des Absenders</translation>
        </message>
        <message>
            <source>Folder for the mails</source>
            <translation>Ordner für die Mails</translation>
        </message>
        <message>
            <source>Mails</source>
            <translation>Mails</translation>
        </message>
        <message>
            <source>{} is no member, or is blocked, and gets no mail.</source>
            <translation>{} ist kein Mitglied oder gesperrt und bekommt keine Mail.</translation>
        </message>
        <message>
            <source>What is in doubt, or was overwritten</source>
            <translation>Was ungewiss ist oder überschrieben wurde</translation>
        </message>
        <message>
            <source>For services without the server half of Bürger-GIS. Lists new objects of which nobody knows whether they have arrived, with what lies at their place now, and published changes that somebody has overwritten. DECISION for those named in CONTRIBUTIONS: look (nothing is changed), arrived (the new object is the one that lies there), again (a new object has not arrived and is sent once more; an overwritten change is made again in the working copy, to be submitted), leave (an overwritten change stays as it is now).</source>
            <translation>Für Dienste ohne den Serverteil von Bürger-GIS. Zeigt neue Objekte, von denen niemand weiß, ob sie angekommen sind. Daneben steht, was jetzt an ihrer Stelle liegt. Zeigt auch übernommene Änderungen, die jemand überschrieben hat. DECISION gilt für die in CONTRIBUTIONS genannten:
look: Nachsehen. Nichts wird geändert.
arrived: Das neue Objekt ist das, was dort liegt.
again: Ein neues Objekt ist nicht angekommen und wird noch einmal gesendet. Oder eine überschriebene Änderung wird in der Arbeitskopie noch einmal gemacht. Sie kann dann eingereicht werden.
leave: Eine überschriebene Änderung bleibt, wie sie jetzt ist.</translation>
        </message>
        <message>
            <source>Decision: look, arrived, again or leave</source>
            <translation>Entscheidung: look, arrived, again oder leave</translation>
        </message>
        <message>
            <source>{}: a new object in {}; just like it there: {}</source>
            <translation>{}: ein neues Objekt in {}; genau so eines liegt dort: {}</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>New objects in doubt</source>
            <translation>Neue Objekte, die ungewiss sind</translation>
        </message>
        <message>
            <source>Changes overwritten</source>
            <translation>Überschriebene Änderungen</translation>
        </message>
        <message>
            <source>Rights in the member table: {}</source>
            <translation>Rechte in der Mitgliedertabelle: {}</translation>
        </message>
        <message>
            <source>Pseudonyms: {}</source>
            <translation>Pseudonyme: {}</translation>
        </message>
        <message>
            <source>Contributions: {}</source>
            <translation>Beiträge: {}</translation>
        </message>
        <message>
            <source>Claims on contributions that are given back: {}</source>
            <translation>Beiträge in Prüfung, die freigegeben werden: {}</translation>
        </message>
        <message>
            <source>Comments and notes, own ones and on own contributions: {}</source>
            <translation>Kommentare und Vermerke, eigene und an eigenen Beiträgen: {}</translation>
        </message>
        <message>
            <source>Photos: {}</source>
            <translation>Fotos: {}</translation>
        </message>
        <message>
            <source>Rows of counted refusals: {}</source>
            <translation>Zeilen mit gezählten Ablehnungen: {}</translation>
        </message>
        <message>
            <source>Events that stay, under a pseudonym that leads to nobody: {}</source>
            <translation>Einträge im Protokoll, die bleiben, unter einem Pseudonym, das zu niemandem führt: {}</translation>
        </message>
        <message>
            <source>Erase a person</source>
            <translation>Eine Person löschen</translation>
        </message>
        <message>
            <source>For the data protection officer (GDPR Art. 17): erases the person's rights, pseudonym, comments, notes, photos and counted refusals, the accounts in the password file PASSWORDS, and what they have contributed: open contributions are withdrawn, of all but published ones the content goes, of published ones what was said about them and who it was. What is published has become the municipality's data and stays. Events are never changed, so verifyaudit finds the record as it was.

DRY_RUN only says what would happen; it is on unless you turn it off. Name the person by one of PERSON, IDENTITY and PSEUDONYM. The service may run meanwhile; it needs the connection that may write. BY_HAND names what is out of reach: backups, the member file, logs, texts of others.</source>
            <translation>Für Datenschutzbeauftragte (Art. 17 DSGVO). Löscht Rechte, Pseudonym, Kommentare, Vermerke, Fotos und gezählte Ablehnungen der Person. Löscht auch ihre Konten in der Passwortdatei PASSWORDS und ihre Beiträge. Offene Beiträge werden zurückgezogen. Der Inhalt wird gelöscht. Nur bei übernommenen bleibt er: Dort werden Texte und Verfasser:in gelöscht. Was übernommen ist, gehört zu den Daten der Gemeinde und bleibt. Das Änderungsprotokoll wird nie geändert: verifyaudit findet es, wie es war.

DRY_RUN sagt nur, was geschähe; es ist an, bis Sie es ausschalten. Nennen Sie die Person mit einem von PERSON, IDENTITY und PSEUDONYM. Der Dienst darf dabei laufen. Nötig ist die Verbindung, die schreiben darf. BY_HAND nennt, was Sie selbst tun müssen: Sicherungen, Mitgliederdatei, Protokolle, Texte anderer.</translation>
        </message>
        <message>
            <source>Take the person out of the member file, or the next preparation brings them back.</source>
            <translation>Nehmen Sie die Person aus der Mitgliederdatei, sonst bringt die nächste Vorbereitung sie zurück.</translation>
        </message>
        <message>
            <source>Take the person out of the list of those who want mail (buergergis:digest).</source>
            <translation>Nehmen Sie die Person aus der Liste derer, die Mails bekommen (buergergis:digest).</translation>
        </message>
        <message>
            <source>Logs of the web server and backups of the database are yours to delete in time.</source>
            <translation>Protokolle des Webservers und Sicherungen der Datenbank löschen Sie selbst, fristgerecht.</translation>
        </message>
        <message>
            <source>Somebody was reading: run applyretention later, it writes the files anew.</source>
            <translation>Jemand hat gerade gelesen: Lassen Sie später applyretention laufen, es schreibt die Dateien neu.</translation>
        </message>
        <message>
            <source>No PASSWORDS was given: take the accounts out of the password file.</source>
            <translation>PASSWORDS war nicht angegeben: Nehmen Sie die Konten aus der Passwortdatei.</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>Worum es geht</translation>
        </message>
        <message>
            <source>What remains to be done by hand</source>
            <translation>Was von Hand zu tun bleibt</translation>
        </message>
        <message>
            <source>Open contributions among them, which are withdrawn: {}</source>
            <translation>Davon offene Beiträge, die zurückgezogen werden: {}</translation>
        </message>
        <message>
            <source>Accounts in the password file: {}</source>
            <translation>Konten in der Passwortdatei: {}</translation>
        </message>
        <message>
            <source>Delete this backup, the person is in it: {}</source>
            <translation>Löschen Sie diese Sicherung, die Person steht darin: {}</translation>
        </message>
        <message>
            <source>Somebody else mentions the person, look at it: {} {}</source>
            <translation>Jemand anderes erwähnt die Person, sehen Sie nach: {} {}</translation>
        </message>
        <message>
            <source>Export the record</source>
            <translation>Änderungsprotokoll exportieren</translation>
        </message>
        <message>
            <source>Writes the events of a published project into a file: CSV or JSON, by the ending of OUTPUT. It holds pseudonyms, no names. FROM and UNTIL are times in UTC, as 2026-05-04 or 2026-05-04T12:00Z; UNTIL itself is not in it. LAYERS are names of layers, separated by commas; empty stands for all. An export of a part cannot be verified by itself: use verifyaudit on the project.</source>
            <translation>Schreibt das Änderungsprotokoll eines veröffentlichten Projekts in eine Datei: CSV oder JSON, je nach Endung von OUTPUT. Sie enthält Pseudonyme, keine Namen. FROM und UNTIL sind Zeiten in UTC, wie 2026-05-04 oder 2026-05-04T12:00Z; UNTIL selbst gehört nicht mehr dazu. LAYERS sind Namen von Ebenen, mit Komma getrennt; leer heißt alle. Ein Auszug lässt sich nicht für sich allein prüfen: Nehmen Sie verifyaudit auf das Projekt.</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Exported record</source>
            <translation>Exportiertes Protokoll</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Einträge</translation>
        </message>
        <message>
            <source>Export everything about a person</source>
            <translation>Alles über eine Person exportieren (Auskunft)</translation>
        </message>
        <message>
            <source>For the data protection officer (GDPR Art. 15): writes a ZIP with everything that the service keeps about a person: rights, pseudonym, contributions, comments, events, photos, refusals, accounts in the password file. Other people in it are veiled. Name the person by one of PERSON, IDENTITY and PSEUDONYM. It needs the connection that may write to the database: no other sees who is behind a pseudonym. Texts of others that mention the person are listed, not copied: look at them yourself. Logs of the web server and backups are not looked at.</source>
            <translation>Für Datenschutzbeauftragte (Art. 15 DSGVO). Schreibt eine ZIP-Datei mit allem, was der Dienst über eine Person speichert. Das sind Rechte, Pseudonym, Beiträge, Kommentare, Änderungsprotokoll, Fotos, Ablehnungen, Konten in der Passwortdatei. Andere Menschen sind darin verborgen. Nennen Sie die Person mit einem von PERSON, IDENTITY und PSEUDONYM. Nötig ist die Verbindung, die in die Datenbank schreiben darf: Keine andere sieht, wer hinter einem Pseudonym steht. Texte anderer, in denen die Person vorkommt, werden genannt, nicht kopiert: Sehen Sie diese selbst an. Protokolle des Webservers und Sicherungen werden nicht durchsucht.</translation>
        </message>
        <message>
            <source>Copy for the person</source>
            <translation>Kopie für die Person</translation>
        </message>
        <message>
            <source>Comments</source>
            <translation>Kommentare</translation>
        </message>
        <message>
            <source>The person is mentioned by somebody else: {} {}</source>
            <translation>Jemand anderes erwähnt die Person: {} {}</translation>
        </message>
        <message>
            <source>Find duplicates</source>
            <translation>Doppelerfassungen suchen</translation>
        </message>
        <message>
            <source>Looks through a layer for features that may be one and the same thing, by place and by what their fields say; with OTHER, for what both layers hold. The output has one row for each feature of a cluster, with its best match and why it is one. Nothing is changed.

KIND says how far apart the same thing is usually entered: trees 2.5 m, benches, bins and lamps 5 m, bicycle parking 15 m, playgrounds 50 m, reports 30 m, and 250 m where they say the same. RADIUS states another distance in metres. Lines are compared by how far they leave each other, areas by how much they share. MIN_SCORE from 0 to 1: half of the score is the place, half the likeness.

PROPOSE, only for a layer of a working copy: of each cluster the row stays that says most, its empty fields are filled where the others agree, and the others that match it with at least PROPOSE_SCORE are deleted in the working copy. These are ordinary changes: look at them, undo what is wrong, and submit the rest; the municipality decides. What has a change on its way already is left alone.</source>
            <translation>Sucht in einer Ebene nach Objekten, die ein und dasselbe sein können. Es vergleicht ihre Lage und ihre Felder. Mit OTHER sucht es, was beide Ebenen enthalten. Die Ausgabe hat eine Zeile für jedes Objekt einer Gruppe, mit dem besten Treffer und dem Grund dafür. Nichts wird geändert.

KIND sagt, wie weit dasselbe üblicherweise auseinander erfasst wird.
Bäume: 2,5 m
Bänke, Papierkörbe und Leuchten: 5 m
Radabstellanlagen: 15 m
Spielplätze: 50 m
Meldungen: 30 m, und 250 m, wo sie dasselbe sagen
RADIUS nennt einen anderen Abstand in Metern. Linien werden danach verglichen, wie weit sie sich voneinander entfernen, Flächen danach, wie viel sie gemeinsam haben. MIN_SCORE von 0 bis 1: die Hälfte der Wertung ist die Lage, die andere die Ähnlichkeit.

PROPOSE, nur für eine Ebene einer Arbeitskopie: Aus jeder Gruppe bleibt die Zeile, die am meisten sagt. Ihre leeren Felder werden gefüllt, wo die anderen übereinstimmen. Andere Zeilen, die mit mindestens PROPOSE_SCORE zu ihr passen, werden in der Arbeitskopie gelöscht. Das sind gewöhnliche Änderungen: Sehen Sie sie durch und nehmen Sie zurück, was nicht stimmt. Reichen Sie dann den Rest ein. Die Gemeinde entscheidet. Was schon mit einer Änderung unterwegs ist, bleibt unberührt.</translation>
        </message>
        <message>
            <source>Kind of thing</source>
            <translation>Art der Objekte</translation>
        </message>
        <message>
            <source>Merge them in the working copy, as changes to submit</source>
            <translation>In der Arbeitskopie zusammenführen, als Änderungen zum Einreichen</translation>
        </message>
        <message>
            <source>by the name of the layer</source>
            <translation>nach dem Namen der Ebene</translation>
        </message>
        <message>
            <source>Clusters</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Layer to compare with, instead of with itself</source>
            <translation>Ebene, mit der verglichen wird, statt mit sich selbst</translation>
        </message>
        <message>
            <source>Distance in metres, instead of that of the kind</source>
            <translation>Abstand in Metern, statt dem der Art</translation>
        </message>
        <message>
            <source>Least score</source>
            <translation>Mindestwertung</translation>
        </message>
        <message>
            <source>Least score for a proposal</source>
            <translation>Mindestwertung für einen Vorschlag</translation>
        </message>
        <message>
            <source>Pairs</source>
            <translation>Paare</translation>
        </message>
        <message>
            <source>Clusters merged in the working copy</source>
            <translation>In der Arbeitskopie zusammengeführte Gruppen</translation>
        </message>
        <message>
            <source>Clusters left alone, for a change is on its way</source>
            <translation>Nicht angerührte Gruppen, weil eine Änderung unterwegs ist</translation>
        </message>
        <message>
            <source>Hand contributions over</source>
            <translation>Beiträge abgeben</translation>
        </message>
        <message>
            <source>Hands contributions over to the authority BODY, by its name in the responsibility file, with a REASON and, in DUE, the day until which it has time (left empty: as many days as the file gives it). Or takes on what was handed over to one's own authority, which claims it. Or returns it, with a REASON, to who handed it over; after two returns the coordinator of the county decides, and that is not returned. Whoever contributed sees one and the same contribution all the time.

The reasons are those of decide. Each contribution is handed over on its own; the error names the first that was not.</source>
            <translation>Gibt Beiträge an die Stelle BODY ab, mit einer Begründung in REASON. BODY ist ihr Name aus der Zuständigkeitsdatei, DUE der Tag, bis zu dem sie Zeit hat. Ohne DUE sind es so viele Tage, wie die Datei ihr gibt. Oder nimmt an, was an die eigene Stelle abgegeben wurde; damit ist es in Bearbeitung. Oder gibt es, mit einer Begründung in REASON, an die abgebende Stelle zurück. Nach zwei Rückgaben entscheidet die Koordination des Landkreises. Das wird nicht zurückgegeben. Wer beigetragen hat, sieht die ganze Zeit ein und denselben Beitrag.

Die Begründungen sind die von decide. Jeder Beitrag wird für sich abgegeben; der Fehler nennt den ersten, bei dem es nicht ging.</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Was zu tun ist</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Vermerk</translation>
        </message>
        <message>
            <source>hand over</source>
            <translation>abgeben</translation>
        </message>
        <message>
            <source>take on</source>
            <translation>annehmen</translation>
        </message>
        <message>
            <source>return</source>
            <translation>zurückgeben</translation>
        </message>
        <message>
            <source>Authority that gets it</source>
            <translation>Stelle, die ihn bekommt</translation>
        </message>
        <message>
            <source>Deadline, such as 2026-12-24</source>
            <translation>Frist, etwa 2026-12-24</translation>
        </message>
        <message>
            <source>Members of a municipality</source>
            <translation>Mitglieder einer Gemeinde</translation>
        </message>
        <message>
            <source>Adds, lists, changes, blocks and removes people of a published project. The member table and the password file change together, or neither does; what was changed counts with the next request.

ACTION: list, add, change, disable, enable, appoint, recall or remove.
PERSON, IDENTITY: one human, and the name of their account. disable and enable take either: all accounts of a person, or one account. Whoever has two accounts is the same PERSON in both.
appoint, recall: the person has the highest level of trust, or no longer; it is for all of their accounts, whichever is named.
ROLE, ARS, LAYERS: the right that add gives, in addition to what the account has; change puts it in place of all that the account has.
PASSWORD: without it add makes one, and shows it this once; so does change if nothing else is to be changed. A password that you give here may be kept by your shell or by QGIS's history.
PROJECT: the published project. PASSWORDS: the password file of the web server; none where people log in elsewhere.</source>
            <translation>Nimmt Personen in ein veröffentlichtes Projekt auf, zeigt sie, ändert, sperrt und entfernt sie. Mitglieder-Tabelle und Passwort-Datei ändern sich zusammen oder gar nicht. Was geändert wurde, gilt mit der nächsten Anfrage.

ACTION: list (zeigen), add (aufnehmen), change (ändern), disable (sperren), enable (wieder zulassen), appoint (ernennen), recall (Ernennung zurücknehmen) oder remove (entfernen).
PERSON, IDENTITY: ein Mensch und der Name seines Kontos. disable und enable nehmen beides: alle Konten einer Person oder ein Konto. Wer zwei Konten hat, ist in beiden dieselbe PERSON.
appoint, recall: Der Person wird am meisten vertraut, oder nicht mehr. Es gilt für alle ihre Konten, gleich welches genannt ist.
ROLE, ARS, LAYERS: das Recht, das add zusätzlich gibt; change setzt es an die Stelle aller Rechte des Kontos.
PASSWORD: Ohne Angabe macht add ein Passwort und zeigt es dieses eine Mal; ebenso change, wenn nichts anderes zu ändern ist. Ein Passwort, das Sie hier angeben, kann in Ihrer Shell oder im Verlauf von QGIS stehen bleiben.
PROJECT: das veröffentlichte Projekt. PASSWORDS: die Passwort-Datei des Webservers; keine, wenn die Anmeldung anderswo geschieht.</translation>
        </message>
        <message>
            <source>Password file</source>
            <translation>Passwort-Datei</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Published project</source>
            <translation>Veröffentlichtes Projekt</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <source>Regionalschlüssel of the area</source>
            <translation>Regionalschlüssel des Gebiets</translation>
        </message>
        <message>
            <source>Layers, * for all</source>
            <translation>Ebenen, * für alle</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Mitglieder</translation>
        </message>
        <message>
            <source>Accounts changed</source>
            <translation>Geänderte Konten</translation>
        </message>
        <message>
            <source>Password that was made</source>
            <translation>Erzeugtes Passwort</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>gesperrt</translation>
        </message>
        <message>
            <source>appointed</source>
            <translation>ernannt</translation>
        </message>
        <message>
            <source>The password, which is shown this once: {}</source>
            <translation>Das Passwort, das nur dieses eine Mal gezeigt wird: {}</translation>
        </message>
        <message>
            <source>Database restored: draw a new epoch</source>
            <translation>Datenbank zurückgespielt: neue Epoche vergeben</translation>
        </message>
        <message>
            <source>Run this once after the database was restored from a backup, before people write again. By the new epoch the working copies of everybody see that the server may have lost something: each looks up what it had sent, and offers again what is missing. The record of events says that it was done. PROJECT is the published project. Until this is run, a service that notices by itself that the database went back lets nobody write; reading goes on.</source>
            <translation>Führen Sie dies einmal aus, wenn die Datenbank aus einer Sicherung zurückgespielt wurde. Tun Sie es, bevor wieder geschrieben wird. An der neuen Epoche sehen alle Arbeitskopien, dass der Server etwas verloren haben kann. Jede sieht nach, was sie gesendet hatte, und bietet das Fehlende wieder an. Das Protokoll vermerkt es. PROJECT ist das veröffentlichte Projekt. Bemerkt ein Dienst selbst, dass die Datenbank zurückgespielt wurde, dann lässt er bis dahin niemanden schreiben; gelesen werden kann weiter.</translation>
        </message>
        <message>
            <source>The new epoch</source>
            <translation>Die neue Epoche</translation>
        </message>
        <message>
            <source>The new epoch is {}.</source>
            <translation>Die neue Epoche ist {}.</translation>
        </message>
        <message>
            <source>Password file of the service</source>
            <translation>Passwortdatei des Dienstes</translation>
        </message>
        <message>
            <source>Person (as in the member file)</source>
            <translation>Person (wie in der Mitgliederdatei)</translation>
        </message>
        <message>
            <source>or account</source>
            <translation>oder Konto</translation>
        </message>
        <message>
            <source>or pseudonym</source>
            <translation>oder Pseudonym</translation>
        </message>
        <message>
            <source>Prepare a municipality for contributions</source>
            <translation>Gemeinde für Beiträge vorbereiten</translation>
        </message>
        <message>
            <source>Opens layers of a project for contributions. The tables of the review queue, the members and the policies come into the database that holds the layers: one GeoPackage or one PostgreSQL database. The published project is a copy through which nobody can write. The project itself and the tables of the municipality are not changed, and doing the same again changes nothing.

LAYERS: names of the layers that are open, separated by commas; each takes every kind of contribution, unless POLICY says otherwise. Empty with a POLICY: all that it names. Published layers that an earlier run opened and this one does not name are closed.
POLICY: JSON, described by resources/schemas/policy.schema.json.
MEMBERS: CSV with the heading person,identity,role,ars,layers. The accounts in it have the rights named there and no others; accounts that are not in it are left as they are.
RESPONSIBILITY: JSON, described by resources/schemas/responsibility.schema.json: which authority a contribution is for.
ARS: Regionalschlüssel of the municipality, for layers whose policy names no other source.
RULES: a folder with a JSON file for each layer that states what is checked about its contributions, described by resources/schemas/rules.schema.json. What the project says of its fields is checked without any file. Without RULES, those of an earlier run still hold.
WRITE_CONNECTION: for PostgreSQL, the pg_service entry of a role that may write; the project itself must read as a role that may not.
COLUMNS: names of layers of PostgreSQL whose tables get the columns uuid, version and change_id, which a trigger keeps true whoever writes. Without CONFIRM the SQL for it is shown, and nothing at all is done.
OWNER_CONNECTION: the pg_service entry of the owner of these tables; empty for WRITE_CONNECTION.
REMOVE: takes the queue out of the database again and deletes the published project. Everything in the queue is saved to a GeoPackage first. The columns that COLUMNS names, and no others, are taken away too.</source>
            <translation>Öffnet Ebenen eines Projekts für Beiträge. Die Tabellen der Prüfliste, die Mitglieder und die Regeln kommen in die Datenbank, in der die Ebenen liegen. Das ist ein GeoPackage oder eine PostgreSQL-Datenbank. Das veröffentlichte Projekt ist eine Kopie, durch die niemand schreiben kann. Das Projekt selbst und die Tabellen der Gemeinde werden nicht geändert, und dasselbe noch einmal ändert nichts.

LAYERS: Namen der geöffneten Ebenen, durch Kommas getrennt; jede nimmt Beiträge jeder Art an, wenn POLICY nichts anderes sagt. Leer und mit POLICY: alle, die dort genannt sind. Veröffentlichte Ebenen, die ein früherer Lauf geöffnet hat und dieser nicht nennt, werden geschlossen.
POLICY: JSON, beschrieben in resources/schemas/policy.schema.json.
MEMBERS: CSV mit der Kopfzeile person,identity,role,ars,layers. Die Konten darin haben die dort genannten Rechte und keine anderen; Konten, die nicht darin stehen, bleiben, wie sie sind.
RESPONSIBILITY: JSON nach resources/schemas/responsibility.schema.json: für welche Stelle ein Beitrag ist.
ARS: Regionalschlüssel der Gemeinde, für Ebenen, deren Regeln keine andere Quelle nennen.
RULES: ein Ordner mit einer JSON-Datei für jede Ebene, nach resources/schemas/rules.schema.json. Sie sagt, was an ihren Beiträgen geprüft wird. Was das Projekt über seine Felder sagt, wird ohne jede Datei geprüft. Ohne RULES gelten die eines früheren Laufs weiter.
WRITE_CONNECTION: bei PostgreSQL der Eintrag in pg_service für eine Rolle, die schreiben darf. Das Projekt selbst muss mit einer Rolle lesen, die es nicht darf.
COLUMNS: Namen von Ebenen aus PostgreSQL, deren Tabellen die Spalten uuid, version und change_id bekommen. Ein Trigger hält sie richtig, wer auch immer schreibt. Ohne CONFIRM wird nur das SQL dafür gezeigt und nichts getan.
OWNER_CONNECTION: der Eintrag in pg_service für die Rolle, der diese Tabellen gehören. Leer, wenn es die von WRITE_CONNECTION ist.
REMOVE: nimmt die Prüfliste wieder aus der Datenbank und löscht das veröffentlichte Projekt. Vorher wird alles, was in der Prüfliste steht, in ein GeoPackage gesichert. Auch die Spalten der Ebenen in COLUMNS werden entfernt, andere nicht.</translation>
        </message>
        <message>
            <source>The map tip or title of {} names {}, which is personal: it will be empty.</source>
            <translation>Der Kartentipp oder Titel von {} nennt {}. Dieses Feld ist persönlich: Dort wird nichts stehen.</translation>
        </message>
        <message>
            <source>Folder of rule files</source>
            <translation>Ordner mit Regeldateien</translation>
        </message>
        <message>
            <source>Regionalschlüssel of the municipality</source>
            <translation>Amtlicher Regionalschlüssel (ARS) der Gemeinde</translation>
        </message>
        <message>
            <source>Connection that may write (pg_service)</source>
            <translation>Verbindung, die schreiben darf (pg_service)</translation>
        </message>
        <message>
            <source>Layers whose tables get key and version</source>
            <translation>Ebenen, deren Tabellen Schlüssel und Version bekommen</translation>
        </message>
        <message>
            <source>Connection of the owner of these tables (pg_service)</source>
            <translation>Verbindung des Eigentümers dieser Tabellen (pg_service)</translation>
        </message>
        <message>
            <source>Change these tables: I have seen the SQL</source>
            <translation>Diese Tabellen ändern: Ich habe das SQL gesehen</translation>
        </message>
        <message>
            <source>Nobody in MEMBERS has a right in the area of {}; is ARS right?</source>
            <translation>Niemand aus MEMBERS hat ein Recht im Gebiet von {}; stimmt ARS?</translation>
        </message>
        <message>
            <source>Layers open for contributions</source>
            <translation>Für Beiträge geöffnete Ebenen</translation>
        </message>
        <message>
            <source>Policy file</source>
            <translation>Datei mit den Regeln</translation>
        </message>
        <message>
            <source>Member file</source>
            <translation>Datei mit den Mitgliedern</translation>
        </message>
        <message>
            <source>Responsibility file</source>
            <translation>Zuständigkeitsdatei</translation>
        </message>
        <message>
            <source>Take everything back</source>
            <translation>Alles zurücknehmen</translation>
        </message>
        <message>
            <source>SQL that changes tables of the municipality:</source>
            <translation>SQL, das Tabellen der Gemeinde ändert:</translation>
        </message>
        <message>
            <source>Project of the municipality</source>
            <translation>Projekt der Gemeinde</translation>
        </message>
        <message>
            <source>Whether anything changed</source>
            <translation>Ob sich etwas geändert hat</translation>
        </message>
        <message>
            <source>SQL that changes tables</source>
            <translation>SQL, das Tabellen ändert</translation>
        </message>
        <message>
            <source>Where the removed queue was saved</source>
            <translation>Wohin die entfernte Prüfliste gesichert wurde</translation>
        </message>
        <message>
            <source>The project was read.</source>
            <translation>Das Projekt wurde gelesen.</translation>
        </message>
        <message>
            <source>The layers are fit for contributions.</source>
            <translation>Die Ebenen eignen sich für Beiträge.</translation>
        </message>
        <message>
            <source>Nothing was done. Run this again with CONFIRM to do it.</source>
            <translation>Es wurde nichts getan. Starten Sie noch einmal mit CONFIRM, um es zu tun.</translation>
        </message>
        <message>
            <source>Open layers: {}</source>
            <translation>Geöffnete Ebenen: {}</translation>
        </message>
        <message>
            <source>Rows changed: {}; published project: {}</source>
            <translation>Geänderte Zeilen: {}; veröffentlichtes Projekt: {}</translation>
        </message>
        <message>
            <source>Publish accepted contributions</source>
            <translation>Angenommene Beiträge übernehmen</translation>
        </message>
        <message>
            <source>Writes accepted contributions to their municipal layers, together with their new status, in one Transaction, and reads back. A contribution whose feature has changed since it was proposed is not written: it becomes a conflict, to be reviewed again. What belongs together with it is held back, and stays accepted. A UNIT is published as a whole or not at all, without those that EXCEPT names. Publishing the same contributions twice changes nothing.</source>
            <translation>Schreibt angenommene Beiträge in die Ebenen der Gemeinde, zusammen mit ihrem neuen Status und in einer einzigen Transaktion, und liest nach. Ein Beitrag, dessen Objekt sich seit dem Vorschlag geändert hat, wird nicht geschrieben: Er wird zum Konflikt und ist erneut zu prüfen. Was mit ihm zusammengehört, wird zurückgehalten und bleibt angenommen. Eine Einheit (UNIT) wird als Ganzes übernommen oder gar nicht, ohne die, die EXCEPT nennt. Dieselben Beiträge zweimal zu übernehmen, ändert nichts.</translation>
        </message>
        <message>
            <source>Held back: {0}, because it belongs together with {1}</source>
            <translation>Zurückgehalten: {0}, weil es mit {1} zusammengehört</translation>
        </message>
        <message>
            <source>Contributions published</source>
            <translation>Übernommene Beiträge</translation>
        </message>
        <message>
            <source>Contributions in conflict</source>
            <translation>Beiträge im Konflikt</translation>
        </message>
        <message>
            <source>Contributions held back with them</source>
            <translation>Mit ihnen zurückgehaltene Beiträge</translation>
        </message>
        <message>
            <source>In conflict: {}</source>
            <translation>Im Konflikt: {}</translation>
        </message>
        <message>
            <source>Load of the authorities</source>
            <translation>Auslastung der Stellen</translation>
        </message>
        <message>
            <source>One row for each authority that has something open in the review queue, as far as you may see it: how much, how much of it was handed over, is late, or is due within two days, and how old the oldest is. FILE, the responsibility file, gives names, and who acts for an authority that is absent today.</source>
            <translation>Eine Zeile für jede Stelle, die etwas Offenes in der Prüfliste hat, soweit Sie es sehen dürfen. Darin steht, wie viel es ist und wie alt das älteste. Ebenso, wie viel davon abgegeben wurde, überfällig ist oder in zwei Tagen fällig wird. FILE, die Zuständigkeitsdatei, liefert Namen, und wer eine Stelle vertritt, die heute nicht da ist.</translation>
        </message>
        <message>
            <source>Overdue contributions</source>
            <translation>Überfällige Beiträge</translation>
        </message>
        <message>
            <source>One row for each open contribution whose deadline has passed, as far as you may see it, longest first, and in REMINDERS one line for each authority, to be sent by whatever the office sends mail with. FILE, the responsibility file, gives names and addresses; while an authority is absent, its substitute is reminded.</source>
            <translation>Eine Zeile für jeden offenen Beitrag, dessen Frist abgelaufen ist, soweit Sie ihn sehen dürfen. Der am längsten überfällige kommt zuerst. REMINDERS hat eine Zeile für jede Stelle. Versenden Sie diese so, wie die Verwaltung sonst Post verschickt. FILE, die Zuständigkeitsdatei, liefert Namen und Adressen; ist eine Stelle nicht da, wird ihre Vertretung erinnert.</translation>
        </message>
        <message>
            <source>{} ({}): {} contributions are late, the first since {}: {}</source>
            <translation>{} ({}): {} Beiträge sind überfällig, der erste seit {}: {}</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Erinnerungen</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>niemand</translation>
        </message>
        <message>
            <source>Refresh a working copy</source>
            <translation>Arbeitskopie aktualisieren</translation>
        </message>
        <message>
            <source>Loads what the server has now. A layer is downloaded completely and counted before anything is replaced. What was changed in the working copy and is not published yet is put together with what somebody else has changed (MERGED). Where both changed the same, it stays as it is and waits for your decision (CONFLICTS). UPDATED counts the features that were added, changed or removed. What was published from here on a service without a review queue, and is overwritten there, is named (see buergergis:doubtful).</source>
            <translation>Lädt, was der Server jetzt hat. Eine Ebene wird vollständig geladen und gezählt, bevor etwas ersetzt wird. Was in der Arbeitskopie geändert und noch nicht übernommen ist, wird mit dem zusammengeführt, was jemand anderes geändert hat (MERGED). Haben beide dasselbe geändert, bleibt es, wie es ist, und wartet auf Ihre Entscheidung (CONFLICTS). UPDATED zählt die Objekte, die hinzugekommen, geändert oder entfernt sind. Was von hier aus auf einem Dienst ohne Prüfliste übernommen wurde und dort überschrieben ist, wird genannt (siehe buergergis:doubtful).</translation>
        </message>
        <message>
            <source>Features updated</source>
            <translation>Aktualisierte Objekte</translation>
        </message>
        <message>
            <source>Changes merged</source>
            <translation>Zusammengeführte Änderungen</translation>
        </message>
        <message>
            <source>Changes in conflict</source>
            <translation>Änderungen im Konflikt</translation>
        </message>
        <message>
            <source>{}: the feature {} has your changes and those of somebody else now.</source>
            <translation>{}: Das Objekt {} hat jetzt Ihre Änderungen und die von jemand anderem.</translation>
        </message>
        <message>
            <source>{}: the feature {} was changed here and by somebody else.</source>
            <translation>{}: Das Objekt {} wurde hier und von jemand anderem geändert.</translation>
        </message>
        <message>
            <source>Find who is responsible</source>
            <translation>Zuständigkeit ermitteln</translation>
        </message>
        <message>
            <source>Says for each feature which authority is responsible, by a responsibility file (resources/schemas/responsibility.schema.json): the operator that the row names, then who bears the road, a special area, the table of category and area, the municipality, the county. Every answer names its rule and explains itself; what lies on a boundary, in an enclave or beyond all areas is decided by rule, and says so. Works without a network.

CATEGORY is what all features are about, CATEGORY_FIELD a field that says it for each. AREAS holds the administrative areas with their Regionalschlüssel in AREA_FIELD, ROADS the roads with that of who bears them in ROAD_FIELD. The operator is read from the fields that the file names.

ROUTING, the address of FIT-Connect's Routing API: where no rule names anybody and the category has a LeiKa key, its delivery points are added in the field routes. Key and Regionalschlüssel are sent there, nothing else.</source>
            <translation>Sagt für jedes Objekt, welche Stelle zuständig ist, nach einer Zuständigkeitsdatei (resources/schemas/responsibility.schema.json). Zuerst gilt der Betreiber, den die Zeile nennt, dann die Straßenbaulast. Danach kommen ein besonderes Gebiet, die Tabelle von Kategorie und Gebiet, die Gemeinde, der Landkreis. Jede Antwort nennt ihre Regel und begründet sich. Das gilt auch für Objekte auf einer Grenze, in einer Exklave oder außerhalb aller Gebiete. Es geht ohne Netz.

CATEGORY ist das, worum es bei allen Objekten geht, CATEGORY_FIELD ein Feld, das es für jedes sagt. AREAS enthält die Verwaltungsgebiete mit ihrem Regionalschlüssel in AREA_FIELD, ROADS die Straßen mit dem des Straßenbaulastträgers in ROAD_FIELD. Der Betreiber wird aus den Feldern gelesen, die die Datei nennt.

ROUTING ist die Adresse der Routing API von FIT-Connect. Sie wird gefragt, wo keine Regel jemanden nennt und die Kategorie einen LeiKa-Schlüssel hat. Ihre Zustellpunkte kommen in das Feld routes. Gesendet werden dieser Schlüssel und der Regionalschlüssel, sonst nichts.</translation>
        </message>
        <message>
            <source>Category of all features</source>
            <translation>Kategorie aller Objekte</translation>
        </message>
        <message>
            <source>Field with the category of each</source>
            <translation>Feld mit der Kategorie jedes Objekts</translation>
        </message>
        <message>
            <source>Address of a routing service, such as FIT-Connect's</source>
            <translation>Adresse eines Zuständigkeitsdienstes, etwa dem von FIT-Connect</translation>
        </message>
        <message>
            <source>Who is responsible</source>
            <translation>Wer zuständig ist</translation>
        </message>
        <message>
            <source>Administrative areas</source>
            <translation>Verwaltungsgebiete</translation>
        </message>
        <message>
            <source>Field of the Regionalschlüssel</source>
            <translation>Feld des Regionalschlüssels</translation>
        </message>
        <message>
            <source>Roads</source>
            <translation>Straßen</translation>
        </message>
        <message>
            <source>Field of who bears the road</source>
            <translation>Feld des Straßenbaulastträgers</translation>
        </message>
        <message>
            <source>Features</source>
            <translation>Objekte</translation>
        </message>
        <message>
            <source>For which nobody is responsible</source>
            <translation>Für die niemand zuständig ist</translation>
        </message>
        <message>
            <source>At boundaries and the like</source>
            <translation>An Grenzen und dergleichen</translation>
        </message>
        <message>
            <source>Take back what was published</source>
            <translation>Übernommenes zurücknehmen</translation>
        </message>
        <message>
            <source>Turns published changes into their reverse, for vandalism that is found later: what was added goes, what was deleted comes back, what was changed becomes what it was. The reverse changes go into the review queue as contributions of yours, newest change first, and somebody else decides about them. Publish them in that order.

CHANGESET is the uuid of what was submitted together, CONTRIBUTION that of one contribution; one of them is needed, and in COMMENT the reason. A feature that has changed since is named and left alone, also where only another field has changed. A deleted feature comes back with its key where its layer has one, else with a new id. Run twice, nothing is sent twice. With DRY_RUN, nothing is sent at all.</source>
            <translation>Macht aus übernommenen Änderungen ihre Umkehrung, etwa wenn Vandalismus spät entdeckt wird: Hinzugefügtes geht, Gelöschtes kommt wieder, Geändertes wird, wie es war. Die Umkehrungen kommen als Ihre Beiträge in die Prüfliste, die neueste Änderung zuerst, und jemand anderes entscheidet darüber. Übernehmen Sie sie in dieser Reihenfolge.

CHANGESET ist die uuid dessen, was zusammen eingereicht wurde, CONTRIBUTION die eines einzelnen Beitrags. Eines von beiden ist nötig, und in COMMENT der Grund. Ein Objekt, das seitdem geändert wurde, wird genannt und bleibt, wie es ist, auch wenn nur ein anderes Feld geändert wurde. Ein gelöschtes Objekt kommt mit seinem Schlüssel wieder, wenn seine Ebene einen hat, sonst mit einer neuen Nummer. Zweimal ausgeführt wird nichts zweimal gesendet. Mit DRY_RUN wird gar nichts gesendet.</translation>
        </message>
        <message>
            <source>Why it is taken back</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Changeset (its uuid)</source>
            <translation>Änderungssatz (seine uuid)</translation>
        </message>
        <message>
            <source>or one contribution (its uuid)</source>
            <translation>oder ein Beitrag (seine uuid)</translation>
        </message>
        <message>
            <source>Contributions submitted</source>
            <translation>Eingereichte Beiträge</translation>
        </message>
        <message>
            <source>Changes left as they are</source>
            <translation>Änderungen, die bleiben, wie sie sind</translation>
        </message>
        <message>
            <source>The new changeset</source>
            <translation>Der neue Änderungssatz</translation>
        </message>
        <message>
            <source>Taken back: {}</source>
            <translation>Rückgängig: {}</translation>
        </message>
        <message>
            <source>{} is not taken back: {}</source>
            <translation>{} wird nicht rückgängig gemacht: {}</translation>
        </message>
        <message>
            <source>Review queue</source>
            <translation>Prüfliste</translation>
        </message>
        <message>
            <source>Reads the contributions that you may see: your own, and as a reviewer those of your area. STATUS limits them to some statuses, separated by commas (submitted, in_review, needs_changes, accepted, rejected, published …); left empty, all that somebody still has to work on; * stands for all. What belongs together has the same name in the field unit; unit_why says why: replaces, touches or near.</source>
            <translation>Liest die Beiträge, die Sie sehen dürfen: Ihre eigenen und, wenn Sie prüfen, die Ihres Gebiets. STATUS beschränkt sie auf bestimmte Status, durch Kommas getrennt:
submitted: eingereicht
in_review: in Prüfung
needs_changes: weitere Arbeit nötig
accepted: angenommen
rejected: abgelehnt
published: übernommen
Ohne STATUS sind es alle, an denen noch jemand arbeiten muss. * steht für alle.
Was zusammengehört, hat im Feld unit denselben Namen. unit_why sagt, warum: replaces (ersetzt), touches (berührt) oder near (nahe bei).</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Submit changes</source>
            <translation>Änderungen einreichen</translation>
        </message>
        <message>
            <source>Sends what was changed in a working copy to the review queue. Nothing is published before a reviewer has accepted it. Every change goes through the outbox in the working copy, so that it arrives once and only once, whatever happens to the network. With DIRECT, staff publish at once where the layer's policy allows it, as one Transaction; the rest goes into the queue. A service without a review queue publishes at once, one change after the other; without DIRECT nothing is sent there. SERVICE is needed only if this person has never entered the address of the service before.</source>
            <translation>Sendet, was in einer Arbeitskopie geändert wurde, an die Prüfliste. Nichts wird übernommen, bevor eine Prüferin oder ein Prüfer es angenommen hat. Jede Änderung geht durch den Postausgang in der Arbeitskopie; so kommt sie genau einmal an, was auch immer mit dem Netz geschieht. Mit DIRECT übernimmt die Verwaltung sofort, wo die Regeln der Ebene es erlauben, in einem Zug; der Rest kommt in die Prüfliste. Ein Dienst ohne Prüfliste übernimmt sofort, eine Änderung nach der anderen; ohne DIRECT wird dorthin nichts gesendet. SERVICE wird nur gebraucht, wenn Sie die Adresse des Dienstes noch nie eingegeben haben.</translation>
        </message>
        <message>
            <source>{}: the feature {} was not sent, because somebody else changed it too.</source>
            <translation>{}: Das Objekt {} wurde nicht gesendet, weil jemand anderes es auch geändert hat.</translation>
        </message>
        <message>
            <source>Photos wait in the working copy: {}</source>
            <translation>Fotos warten in der Arbeitskopie: {}</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>Publish at once, where allowed</source>
            <translation>Sofort übernehmen, wo es erlaubt ist</translation>
        </message>
        <message>
            <source>Changes published</source>
            <translation>Übernommene Änderungen</translation>
        </message>
        <message>
            <source>Changes in conflict, not sent</source>
            <translation>Änderungen im Konflikt, nicht gesendet</translation>
        </message>
        <message>
            <source>Photos sent: {}.</source>
            <translation>Fotos gesendet: {}.</translation>
        </message>
        <message>
            <source>Check against rules</source>
            <translation>Mit Regeln prüfen</translation>
        </message>
        <message>
            <source>Checks a layer, or what was changed in a working copy, against rules: values and codes, shapes and their neighbours, reference systems, personal data in texts. The result is a table of findings with a point where each was found. Nothing is changed.

INPUT: a layer, of which every feature is looked at. Without RULES, what its form and its constraints say is checked.
WORKING_COPY: the changes in it are looked at, as they would be on arrival.
RULES: a rule file for one layer, described by resources/schemas/rules.schema.json.
ASK: asks the service of the working copy for its rules; otherwise nothing goes over the network, and those are used that it told at the last check-out or refresh.</source>
            <translation>Prüft eine Ebene oder das, was in einer Arbeitskopie geändert wurde, mit Regeln: Werte und Codes, Formen und ihre Nachbarn, Bezugssysteme, persönliche Daten in Texten. Das Ergebnis ist eine Tabelle der Befunde, jeder mit einem Punkt dort, wo er gefunden wurde. Geändert wird nichts.

INPUT: eine Ebene, von der jedes Objekt geprüft wird. Ohne RULES wird geprüft, was sein Formular und seine Bedingungen sagen.
WORKING_COPY: geprüft werden die Änderungen darin, so wie beim Eingang.
RULES: eine Regeldatei für eine Ebene, beschrieben in resources/schemas/rules.schema.json.
ASK: fragt den Dienst der Arbeitskopie nach seinen Regeln; sonst geht nichts über das Netz. Dann gelten die Regeln, die er beim letzten Ausleihen oder Aktualisieren genannt hat.</translation>
        </message>
        <message>
            <source>Rule file</source>
            <translation>Regeldatei</translation>
        </message>
        <message>
            <source>Ask the service for its rules</source>
            <translation>Den Dienst nach seinen Regeln fragen</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <source>Errors among them</source>
            <translation>Darunter Fehler</translation>
        </message>
        <message>
            <source>Findings: {}, errors among them: {}</source>
            <translation>Befunde: {}, darunter Fehler: {}</translation>
        </message>
        <message>
            <source>Event {id} was changed after it was written: its hash is that of another row.</source>
            <translation>Eintrag {id} wurde nachträglich geändert: Sein Prüfwert gehört zu einer anderen Zeile.</translation>
        </message>
        <message>
            <source>The hash of event {id} was replaced: the next one was chained to another hash.</source>
            <translation>Der Prüfwert von Eintrag {id} wurde ersetzt: Der nächste Eintrag hängt an einem anderen.</translation>
        </message>
        <message>
            <source>The event before event {id} is missing.</source>
            <translation>Der Eintrag vor Eintrag {id} fehlt.</translation>
        </message>
        <message>
            <source>The event before event {id} was put in later: event {id} follows the one before that.</source>
            <translation>Der Eintrag vor Eintrag {id} wurde nachträglich eingefügt: Eintrag {id} folgt auf den davor.</translation>
        </message>
        <message>
            <source>Event {id} stands before the event that it follows: the order was changed.</source>
            <translation>Eintrag {id} steht vor dem Eintrag, auf den er folgt: Die Reihenfolge wurde geändert.</translation>
        </message>
        <message>
            <source>The chain was written anew: event {id} is not the one that was noted as number {count}.</source>
            <translation>Das Protokoll wurde neu geschrieben: Eintrag {id} ist nicht der, der als Nummer {count} notiert ist.</translation>
        </message>
        <message>
            <source>The last events are missing: {count} were noted, and the last one left is event {id}.</source>
            <translation>Am Ende fehlen Einträge: {count} sind notiert, der letzte vorhandene ist Eintrag {id}.</translation>
        </message>
        <message>
            <source>Verify the record</source>
            <translation>Änderungsprotokoll prüfen</translation>
        </message>
        <message>
            <source>Looks along the chain of events of a published project: each carries the hash of the one before. A changed, missing, inserted or moved event is an error that names the first broken link.

HEAD is the number of events and the hash of the last one. Note it elsewhere, where whoever owns the database cannot change it, and give it as ANCHOR the next time: only this shows that the last events were cut off, or that all of them were written anew.</source>
            <translation>Prüft das Änderungsprotokoll eines veröffentlichten Projekts: Jeder Eintrag enthält den Prüfwert des Eintrags davor. Ist ein Eintrag geändert, gelöscht, eingefügt oder verschoben, endet die Prüfung mit einem Fehler. Er nennt die erste falsche Stelle.

HEAD ist die Zahl der Einträge und der letzte Prüfwert. Notieren Sie HEAD an einem Ort, an dem die Datenbankverwaltung nicht schreiben kann. Geben Sie HEAD beim nächsten Mal als ANCHOR an. Nur so fällt auf, wenn am Ende Einträge fehlen oder alles neu geschrieben wurde.</translation>
        </message>
        <message>
            <source>The record was tampered with. {} The {} events before it are as they were written.</source>
            <translation>Das Änderungsprotokoll wurde verändert. {} Die {} Einträge davor sind, wie sie geschrieben wurden.</translation>
        </message>
        <message>
            <source>HEAD of an earlier time</source>
            <translation>HEAD von früher</translation>
        </message>
        <message>
            <source>Whether the chain holds</source>
            <translation>Ob das Protokoll unverändert ist</translation>
        </message>
        <message>
            <source>Number of events and last hash</source>
            <translation>Zahl der Einträge und letzter Prüfwert</translation>
        </message>
        <message>
            <source>First broken link</source>
            <translation>Erste falsche Stelle</translation>
        </message>
        <message>
            <source>The chain holds. HEAD: {}</source>
            <translation>Das Protokoll ist unverändert. HEAD: {}</translation>
        </message>
    </context>
    <context>
        <name>alike</name>
        <message>
            <source>List only…</source>
            <translation>Nur zeigen …</translation>
        </message>
        <message>
            <source>List only what is like this one</source>
            <translation>Nur zeigen, was diesem gleicht</translation>
        </message>
        <message>
            <source>What was sent together with it</source>
            <translation>Was zusammen mit ihm eingereicht wurde</translation>
        </message>
        <message>
            <source>What the same person has sent</source>
            <translation>Was dieselbe Person eingereicht hat</translation>
        </message>
        <message>
            <source>The same layer</source>
            <translation>Dieselbe Ebene</translation>
        </message>
    </context>
    <context>
        <name>answers</name>
        <message>
            <source>Please check where it lies, and move it to the right place.</source>
            <translation>Bitte prüfen Sie die Lage, und schieben Sie das Objekt an die richtige Stelle.</translation>
        </message>
        <message>
            <source>Please check the values: one of them does not seem right.</source>
            <translation>Bitte prüfen Sie die Angaben: Eine davon scheint nicht zu stimmen.</translation>
        </message>
        <message>
            <source>Please fill in what is still missing.</source>
            <translation>Bitte ergänzen Sie, was noch fehlt.</translation>
        </message>
        <message>
            <source>We did not find it on site. Please say more exactly where it is, or add a photo.</source>
            <translation>Wir haben es vor Ort nicht gefunden. Bitte beschreiben Sie die Stelle genauer, oder fügen Sie ein Foto hinzu.</translation>
        </message>
        <message>
            <source>This belongs to another layer. Please enter it there.</source>
            <translation>Das gehört in eine andere Ebene. Bitte tragen Sie es dort ein.</translation>
        </message>
        <message>
            <source>Please take names, telephone numbers and other personal data out of it.</source>
            <translation>Bitte entfernen Sie Namen, Telefonnummern und andere persönliche Daten.</translation>
        </message>
        <message>
            <source>It does not lie where the contribution puts it.</source>
            <translation>Es liegt nicht dort, wo der Beitrag es zeigt.</translation>
        </message>
        <message>
            <source>The value does not agree with what we know of it.</source>
            <translation>Die Angabe stimmt nicht mit dem überein, was uns bekannt ist.</translation>
        </message>
        <message>
            <source>Too much is missing for us to take it over.</source>
            <translation>Für eine Übernahme fehlen zu viele Angaben.</translation>
        </message>
        <message>
            <source>We looked on site and did not find it.</source>
            <translation>Wir haben vor Ort nachgesehen und es nicht gefunden.</translation>
        </message>
        <message>
            <source>Objects of this kind are not kept in this layer.</source>
            <translation>Objekte dieser Art führen wir nicht in dieser Ebene.</translation>
        </message>
        <message>
            <source>It contains personal data, which may not be published. Please submit it without them.</source>
            <translation>Der Beitrag enthält persönliche Daten, die nicht in die Karte dürfen. Bitte reichen Sie ihn ohne diese Daten ein.</translation>
        </message>
        <message>
            <source>This is not a contribution to the map.</source>
            <translation>Das ist kein Beitrag zur Karte.</translation>
        </message>
        <message>
            <source>It is on the map already. Thank you for looking!</source>
            <translation>Es steht schon in der Karte. Danke fürs Hinsehen!</translation>
        </message>
        <message>
            <source>Another authority is responsible for this.</source>
            <translation>Dafür ist eine andere Stelle zuständig.</translation>
        </message>
        <message>
            <source>This was done in the meantime. Thank you for telling us!</source>
            <translation>Das ist inzwischen erledigt. Danke für den Beitrag!</translation>
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
            <translation>Abgebrochen. Was angekommen ist, bleibt bis morgen aufgehoben; hier wurde nichts geändert.</translation>
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
        <name>bulk</name>
        <message>
            <source>is not like the first one</source>
            <translation>gleicht nicht dem ersten</translation>
        </message>
        <message>
            <source>{number} of {all} are alike. Layer: {layer}. Changed: {fields}.</source>
            <translation>{number} von {all} sind gleichartig. Ebene: {layer}. Geändert: {fields}.</translation>
        </message>
        <message>
            <source>Among the marked there are no two that could be accepted together.</source>
            <translation>Unter den markierten sind keine zwei, die Sie zusammen annehmen könnten.</translation>
        </message>
        <message>
            <source>Take all of them back</source>
            <translation>Alle zurücknehmen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Accepting</source>
            <translation>Annehmen läuft</translation>
        </message>
        <message>
            <source>Accepting together</source>
            <translation>Zusammen annehmen</translation>
        </message>
        <message>
            <source>Each contribution, one line each</source>
            <translation>Jeder Beitrag in einer Zeile</translation>
        </message>
        <message>
            <source>does not wait for a decision</source>
            <translation>wartet nicht auf eine Entscheidung</translation>
        </message>
        <message>
            <source>is your own</source>
            <translation>ist Ihr eigener</translation>
        </message>
        <message>
            <source>is claimed by somebody else</source>
            <translation>ist von jemand anderem reserviert</translation>
        </message>
        <message>
            <source>is new, or deletes: look at it by itself</source>
            <translation>ist neu oder löscht etwas: bitte einzeln ansehen</translation>
        </message>
        <message>
            <source>has an error or a warning</source>
            <translation>hat einen Fehler oder eine Warnung</translation>
        </message>
        <message>
            <source>the object has changed meanwhile</source>
            <translation>das Objekt hat sich inzwischen geändert</translation>
        </message>
        <message>
            <source>has photos: look at it by itself</source>
            <translation>hat Fotos: sehen Sie ihn einzeln an</translation>
        </message>
        <message>
            <source>Taken back: {}. You have claimed them again.</source>
            <translation>Zurückgenommen: {}. Diese Beiträge sind wieder für Sie reserviert.</translation>
        </message>
        <message>
            <source>Accept these {}</source>
            <translation>Diese {} annehmen</translation>
        </message>
        <message>
            <source>Accept the marked ({}) …</source>
            <translation>Die markierten annehmen ({}) …</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <source>not tried</source>
            <translation>nicht versucht</translation>
        </message>
        <message>
            <source>Accepted: {}.</source>
            <translation>Angenommen: {}.</translation>
        </message>
        <message>
            <source>moves the object by more than {} m</source>
            <translation>verschiebt das Objekt um mehr als {} m</translation>
        </message>
        <message>
            <source>is one too many: {} at once</source>
            <translation>ist einer zu viel: {} auf einmal</translation>
        </message>
        <message>
            <source>the place, by {} m at most</source>
            <translation>die Lage, um höchstens {} m</translation>
        </message>
        <message>
            <source>Not accepted: {}.</source>
            <translation>Nicht angenommen: {}.</translation>
        </message>
        <message>
            <source>Not tried: {}.</source>
            <translation>Nicht versucht: {}.</translation>
        </message>
        <message>
            <source>Not taken back: {}.</source>
            <translation>Nicht zurückgenommen: {}.</translation>
        </message>
        <message>
            <source>Looking through the marked</source>
            <translation>Die markierten durchsehen</translation>
        </message>
        <message>
            <source>Accepting several contributions</source>
            <translation>Mehrere Beiträge annehmen</translation>
        </message>
        <message>
            <source>Taking decisions back</source>
            <translation>Entscheidungen zurücknehmen</translation>
        </message>
    </context>
    <context>
        <name>by_rule</name>
        <message>
            <source>It is good</source>
            <translation>Ist in Ordnung</translation>
        </message>
        <message>
            <source>Object, and take it back</source>
            <translation>Widersprechen und rückgängig machen …</translation>
        </message>
        <message>
            <source>To decide otherwise, claim it.</source>
            <translation>Wollen Sie anders entscheiden, reservieren Sie ihn.</translation>
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
            <translation>Änderungen, die nicht gesendet sind</translation>
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
            <translation>… und weitere Hinweise: {}</translation>
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
            <translation>Er wurde mit dem zusammengeführt, was jemand anderes inzwischen geändert hatte.</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <source>Shape changed</source>
            <translation>Form geändert</translation>
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
            <translation>Verschoben um {} m</translation>
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
            <translation>Die Datei der Arbeitskopie hat noch keinen Namen.</translation>
        </message>
        <message>
            <source>No municipality is chosen.</source>
            <translation>Es ist keine Gemeinde gewählt.</translation>
        </message>
        <message>
            <source>Reading the list of municipalities</source>
            <translation>Liste der Gemeinden wird gelesen</translation>
        </message>
        <message>
            <source>The layers are copied to your computer. You can edit them there, also without a network; nothing is sent before you submit it.</source>
            <translation>Die Ebenen werden auf Ihren Computer kopiert. Dort können Sie sie bearbeiten, auch ohne Netz. Nichts wird gesendet, bevor Sie es einreichen.</translation>
        </message>
        <message>
            <source>The area cannot be told in the coordinates of the layer.</source>
            <translation>Das Gebiet lässt sich nicht in die Koordinaten der Ebene umrechnen.</translation>
        </message>
        <message>
            <source>There is nothing in this area. Choose another one.</source>
            <translation>In diesem Gebiet ist nichts. Wählen Sie ein anderes.</translation>
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
            <translation>Zu ladende Objekte: {}</translation>
        </message>
    </context>
    <context>
        <name>check_words</name>
        <message>
            <source>Nothing was sent yet. Please look at this first:</source>
            <translation>Noch ist nichts gesendet. Bitte sehen Sie sich das zuerst an:</translation>
        </message>
        <message>
            <source>The list above leads to each of them. Correct it, or send it anyway.</source>
            <translation>Die Liste oben führt zu jedem davon. Verbessern Sie es, oder senden Sie es trotzdem.</translation>
        </message>
        <message>
            <source>Please look once more. It is sent as it is.</source>
            <translation>Bitte sehen Sie noch einmal hin. Gesendet wird es, wie es ist.</translation>
        </message>
        <message>
            <source>Whether lines and areas lie well beside their neighbours, only the service checks.</source>
            <translation>Ob Linien und Flächen gut neben ihren Nachbarn liegen, prüft erst der Dienst.</translation>
        </message>
        <message>
            <source>The map shows both. Is it the same object? Then undo yours, and change the one that is there. Else send yours anyway.</source>
            <translation>Die Karte zeigt beide. Ist es dasselbe Objekt? Dann machen Sie Ihres rückgängig und ändern das vorhandene. Sonst senden Sie Ihres trotzdem.</translation>
        </message>
        <message>
            <source>Correct it. If it is right as it is, you can send it anyway.</source>
            <translation>Verbessern Sie es. Stimmt es so, können Sie es trotzdem senden.</translation>
        </message>
        <message>
            <source>Sent anyway: {}</source>
            <translation>Trotzdem gesendet: {}</translation>
        </message>
        <message>
            <source>The rules have found something to look at: {}, to be corrected: {}.</source>
            <translation>Hinweise der Regeln: {}, davon zu verbessern: {}.</translation>
        </message>
        <message>
            <source>Nothing was sent yet. Please look at these {} points first:</source>
            <translation>Noch ist nichts gesendet. Bitte sehen Sie sich zuerst diese {} Punkte an:</translation>
        </message>
        <message>
            <source>The rules have found something to look at: {}.</source>
            <translation>Hinweise der Regeln: {}.</translation>
        </message>
    </context>
    <context>
        <name>checking</name>
        <message>
            <source>Checking changes</source>
            <translation>Änderungen werden geprüft</translation>
        </message>
    </context>
    <context>
        <name>claims</name>
        <message>
            <source>Claiming for longer</source>
            <translation>Reservierung verlängern</translation>
        </message>
        <message>
            <source>Your claim has ended. What you have written is still here: claim it again.</source>
            <translation>Ihre Reservierung ist abgelaufen. Was Sie geschrieben haben, ist noch da: Reservieren Sie den Beitrag neu.</translation>
        </message>
    </context>
    <context>
        <name>comparison</name>
        <message>
            <source>Left of the line, at {line} %: {left}. Right of it: {right}, {faint} % transparent.</source>
            <translation>Links der Linie, bei {line} %: {left}. Rechts davon: {right}, zu {faint} % durchsichtig.</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Nebeneinander</translation>
        </message>
        <message>
            <source>Vertices count as moved from</source>
            <translation>Stützpunkte gelten als verschoben ab</translation>
        </message>
        <message>
            <source>Maps</source>
            <translation>Karten</translation>
        </message>
        <message>
            <source>Swipe</source>
            <translation>Wischen</translation>
        </message>
        <message>
            <source>Transparency</source>
            <translation>Durchsichtigkeit</translation>
        </message>
        <message>
            <source>Swipe: {} and {}</source>
            <translation>Wischen: {} und {}</translation>
        </message>
        <message>
            <source>{} and {} over one another</source>
            <translation>{} und {} übereinander</translation>
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
            <translation>⚠ noch zu entscheiden</translation>
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
            <translation>{}, noch zu entscheiden</translation>
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
            <translation>Drei Fassungen werden verglichen</translation>
        </message>
        <message>
            <source>Decided: {}. It is sent with your next submission.</source>
            <translation>Entschieden: {}. Es geht mit dem nächsten Einreichen mit.</translation>
        </message>
        <message>
            <source>It stands in the comment below, and goes with your next submission: {}.</source>
            <translation>Es steht jetzt unten im Kommentar und geht mit dem nächsten Einreichen mit: {}.</translation>
        </message>
        <message>
            <source>To be decided again: {}.</source>
            <translation>Wieder zu entscheiden: {}.</translation>
        </message>
        <message>
            <source>Deciding a conflict</source>
            <translation>Konflikt wird entschieden</translation>
        </message>
        <message>
            <source>Decided: {}. It is as the municipality has it; nothing is to be sent.</source>
            <translation>Entschieden: {}. Es ist wie bei der Gemeinde; zu senden ist nichts.</translation>
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
            <translation>Die beiden Orte liegen bis zu {} m auseinander.</translation>
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
            <translation>Die Gemeinde hat Ihren Beitrag und noch nicht geantwortet. Sie können die Antwort abwarten. Entscheiden Sie jetzt, geht er als neue Fassung dorthin.</translation>
        </message>
        <message>
            <source>Bring it back as I have it</source>
            <translation>Wieder anlegen, so wie bei mir</translation>
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
            <translation>{}: wurde gelöscht, ist meines Wissens aber da: {}</translation>
        </message>
        <message>
            <source>both changed: {}</source>
            <translation>von beiden geändert: {}</translation>
        </message>
        <message>
            <source>You have deleted this object. Somebody else has changed it meanwhile. Shall it go all the same?</source>
            <translation>Sie haben dieses Objekt gelöscht. Jemand anderes hat es inzwischen geändert. Soll es trotzdem weg?</translation>
        </message>
        <message>
            <source>You have changed this object. Somebody else has deleted it meanwhile. Shall it come back as you have it?</source>
            <translation>Sie haben dieses Objekt geändert. Jemand anderes hat es inzwischen gelöscht. Soll es wieder da sein, so wie bei Ihnen?</translation>
        </message>
        <message>
            <source>You and somebody else have changed this object. Choose what shall hold where there is a ⚠. Nothing is changed before you press “Use this”.</source>
            <translation>Sie und jemand anderes haben dieses Objekt geändert. Wählen Sie, was gelten soll, wo ein ⚠ steht. Geändert wird erst etwas, wenn Sie auf „So verwenden“ drücken.</translation>
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
            <translation>{}: ist meines Wissens nicht mehr da.</translation>
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
            <translation>In dieses Feld gehören Datum und Uhrzeit, etwa 2026-05-04T09:30:00.</translation>
        </message>
        <message>
            <source>This field takes a whole number.</source>
            <translation>In dieses Feld gehört eine ganze Zahl.</translation>
        </message>
        <message>
            <source>This field takes a number.</source>
            <translation>In dieses Feld gehört eine Zahl.</translation>
        </message>
        <message>
            <source>This field takes yes or no.</source>
            <translation>In dieses Feld gehört ja oder nein.</translation>
        </message>
        <message>
            <source>This field takes a date, like 2026-05-04.</source>
            <translation>In dieses Feld gehört ein Datum, etwa 2026-05-04.</translation>
        </message>
        <message>
            <source>This field takes JSON.</source>
            <translation>In dieses Feld gehört JSON.</translation>
        </message>
    </context>
    <context>
        <name>connect_dialog</name>
        <message>
            <source>The municipality tells you its address, and gives you the login.</source>
            <translation>Adresse und Anmeldung bekommen Sie von der Gemeinde.</translation>
        </message>
        <message>
            <source>Connect to a municipality</source>
            <translation>Mit einer Gemeinde verbinden</translation>
        </message>
        <message>
            <source>As a &amp;guest: look and load, but contribute nothing</source>
            <translation>Als &amp;Gast: ansehen und ausleihen, aber nichts einreichen</translation>
        </message>
        <message>
            <source>With a &amp;login</source>
            <translation>Mit einer An&amp;meldung</translation>
        </message>
        <message>
            <source>QGIS keeps the password encrypted on this computer. At the first time it then asks for a master password: make one up yourself, and write it down. The password stands in no working copy and in no project.</source>
            <translation>QGIS speichert das Passwort verschlüsselt auf diesem Computer. Beim ersten Mal fragt es dann nach einem Hauptpasswort („Hauptkennwort“): Das denken Sie sich selbst aus. Schreiben Sie es auf. Das Passwort steht in keiner Arbeitskopie und in keinem Projekt.</translation>
        </message>
        <message>
            <source>Careful: this address starts with http:// and is not encrypted. Others in the network can read your password. Ask the municipality for an address with https://.</source>
            <translation>Vorsicht: Diese Adresse beginnt mit http:// und ist nicht verschlüsselt. Andere im Netz können Ihr Passwort lesen. Fragen Sie die Gemeinde nach einer Adresse mit https://.</translation>
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
        <name>contribution_view</name>
        <message>
            <source>You are correcting: accept with the correction, or give it up.</source>
            <translation>Sie berichtigen gerade: Nehmen Sie mit der Berichtigung an, oder verwerfen Sie sie.</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>The contribution</source>
            <translation>Der Beitrag</translation>
        </message>
        <message>
            <source>What was said and done</source>
            <translation>Was bisher gesagt und getan wurde</translation>
        </message>
        <message>
            <source>Nothing yet.</source>
            <translation>Noch nichts.</translation>
        </message>
        <message>
            <source>✎ Accepted with a correction:</source>
            <translation>✎ Mit einer Berichtigung angenommen:</translation>
        </message>
        <message>
            <source>the service, by rule</source>
            <translation>der Dienst, automatisch</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <source>Why this authority: {}</source>
            <translation>Warum diese Stelle: {}</translation>
        </message>
        <message>
            <source>⚠ Its author has revised it meanwhile. You see revision {} now.</source>
            <translation>⚠ Der Beitrag wurde inzwischen überarbeitet. Sie sehen jetzt Fassung {}.</translation>
        </message>
        <message>
            <source>Comment:</source>
            <translation>Kommentar:</translation>
        </message>
        <message>
            <source>from {}</source>
            <translation>Von: {}</translation>
        </message>
        <message>
            <source>Handed over. Found at first: {}</source>
            <translation>Abgegeben. Zuerst gefunden: {}</translation>
        </message>
        <message>
            <source>revision {}</source>
            <translation>Fassung {}</translation>
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
            <translation>Was die Stadt berichtigt hat</translation>
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
            <translation>Was aufgefallen ist</translation>
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
            <translation>Nichts ist offen. Wählen Sie „Alle“, um zu sehen, was entschieden ist.</translation>
        </message>
        <message>
            <source>The selected contribution and its answers</source>
            <translation>Der gewählte Beitrag und die Antworten</translation>
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
            <translation>Nachbessern</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Zurückziehen</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Wiederherstellen</translation>
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
            <translation>Antwort noch nicht gelesen: {}</translation>
        </message>
    </context>
    <context>
        <name>conversing</name>
        <message>
            <source>Preparing a correction</source>
            <translation>Berichtigung wird vorbereitet</translation>
        </message>
        <message>
            <source>Sending a comment</source>
            <translation>Kommentar wird gesendet</translation>
        </message>
    </context>
    <context>
        <name>copy_list</name>
        <message>
            <source>complete: {} of {}</source>
            <translation>vollständig: {} von {}</translation>
        </message>
        <message>
            <source>⚠ incomplete: {} of {}</source>
            <translation>⚠ unvollständig: {} von {}</translation>
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
            <translation>Noch keine Arbeitskopie. Wählen Sie oben Ebenen und dann „Ausleihen …“: Sie können sie auf Ihrem Computer bearbeiten, auch ohne Netz.</translation>
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
            <translation>Aktualisieren</translation>
        </message>
        <message>
            <source>Open another working copy…</source>
            <translation>Andere Arbeitskopie öffnen …</translation>
        </message>
        <message>
            <source>Refreshing the working copy</source>
            <translation>Arbeitskopie wird aktualisiert</translation>
        </message>
        <message>
            <source>Opening layers</source>
            <translation>Ebenen werden geöffnet</translation>
        </message>
        <message>
            <source>This file was made by somebody else, or it was moved. You can look at it; it cannot be edited yet.</source>
            <translation>Diese Datei ist von jemand anderem, oder sie wurde verschoben. Sie können sie ansehen, aber noch nicht bearbeiten.</translation>
        </message>
        <message>
            <source>These layers are on the map already.</source>
            <translation>Diese Ebenen sind schon in der Karte.</translation>
        </message>
        <message>
            <source>It belongs to the service {}. Connect to it to refresh or submit.</source>
            <translation>Sie gehört zum Dienst {}. Zum Aktualisieren und Einreichen verbinden Sie sich mit ihm.</translation>
        </message>
    </context>
    <context>
        <name>copy_refresh</name>
        <message>
            <source>Put together with your changes, nothing of either is lost: {} ({}).</source>
            <translation>Mit Ihren Änderungen zusammengeführt, nichts von beiden ging verloren: {} ({}).</translation>
        </message>
        <message>
            <source>The municipality has changed layers. Your edits are kept. {}</source>
            <translation>Die Gemeinde hat Ebenen geändert. Was Sie bearbeitet haben, bleibt. {}</translation>
        </message>
        <message>
            <source>Save edits and refresh</source>
            <translation>Bearbeitung speichern und aktualisieren</translation>
        </message>
        <message>
            <source>Refreshing the working copy</source>
            <translation>Arbeitskopie wird aktualisiert</translation>
        </message>
        <message>
            <source>The working copy is up to date. New: {}, changed: {}, gone: {}.</source>
            <translation>Die Arbeitskopie ist aktuell. Neu: {}, geändert: {}, weggefallen: {}.</translation>
        </message>
        <message>
            <source>Changed by somebody else, too: {}. Yours is kept.</source>
            <translation>Auch von jemand anderem geändert: {}. Ihres bleibt erhalten.</translation>
        </message>
        <message>
            <source>Published by you, and overwritten since: {}.</source>
            <translation>Von Ihnen übernommen und seitdem überschrieben: {}.</translation>
        </message>
        <message>
            <source>{} and {} more</source>
            <translation>{} und {} weitere</translation>
        </message>
        <message>
            <source>There are edits that QGIS has not saved yet: {}.</source>
            <translation>Es gibt Bearbeitungen, die QGIS noch nicht gespeichert hat: {}.</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
    </context>
    <context>
        <name>correction_bar</name>
        <message>
            <source>Your claim has ended. Claim it again: what you have corrected stays.</source>
            <translation>Ihre Reservierung ist zu Ende. Reservieren Sie noch einmal: Was Sie berichtigt haben, bleibt.</translation>
        </message>
        <message>
            <source>Correct …</source>
            <translation>Berichtigen …</translation>
        </message>
        <message>
            <source>Accept with this correction</source>
            <translation>Mit dieser Berichtigung annehmen</translation>
        </message>
        <message>
            <source>Undo this line</source>
            <translation>Diese Zeile zurücksetzen</translation>
        </message>
        <message>
            <source>Give up the correction</source>
            <translation>Berichtigung verwerfen</translation>
        </message>
        <message>
            <source>Note to its author (may stay empty)</source>
            <translation>Notiz an die einreichende Person (kann leer bleiben)</translation>
        </message>
        <message>
            <source>Click a value to take it, or press Space on it. Press F2, or double-click the last column, to type.</source>
            <translation>Klicken Sie einen Wert an, um ihn zu nehmen, oder drücken Sie darauf die Leertaste. F2 oder ein Doppelklick in die letzte Spalte: selbst schreiben.</translation>
        </message>
        <message>
            <source>What was proposed is put together with what is there now. Its author is told.</source>
            <translation>Der Vorschlag wird mit dem aktuellen Stand zusammengeführt. Die einreichende Person erfährt es.</translation>
        </message>
        <message>
            <source>⚠ Both have changed it: choose what becomes of {}.</source>
            <translation>⚠ Von beiden geändert: Wählen Sie, was gelten soll: {}.</translation>
        </message>
        <message>
            <source>Corrected: {}. Its author is told.</source>
            <translation>Berichtigt: {}. Die einreichende Person erfährt es.</translation>
        </message>
        <message>
            <source>Nothing is corrected yet.</source>
            <translation>Noch ist nichts berichtigt.</translation>
        </message>
    </context>
    <context>
        <name>correction_table</name>
        <message>
            <source>✎ corrected by you</source>
            <translation>✎ von Ihnen berichtigt</translation>
        </message>
        <message>
            <source>Becomes</source>
            <translation>Wird</translation>
        </message>
        <message>
            <source>to choose</source>
            <translation>zu wählen</translation>
        </message>
        <message>
            <source>another place</source>
            <translation>andere Lage</translation>
        </message>
        <message>
            <source>corrected by you</source>
            <translation>von Ihnen berichtigt</translation>
        </message>
        <message>
            <source>as in “{}”</source>
            <translation>wie „{}“</translation>
        </message>
        <message>
            <source>{} becomes</source>
            <translation>{} wird</translation>
        </message>
        <message>
            <source>{} becomes: {}</source>
            <translation>{} wird: {}</translation>
        </message>
    </context>
    <context>
        <name>decision_bar</name>
        <message>
            <source>{who} has claimed this until {until}. Choose another one, or come back then.</source>
            <translation>{who} hat diesen Beitrag bis {until} reserviert. Wählen Sie einen anderen, oder kommen Sie dann wieder.</translation>
        </message>
        <message>
            <source>By the clock here your claim has ended. The service decides: try, or claim again.</source>
            <translation>Nach der Uhr dieses Computers ist Ihre Reservierung abgelaufen. Der Dienst entscheidet: Versuchen Sie es, oder reservieren Sie noch einmal.</translation>
        </message>
        <message>
            <source>Claim</source>
            <translation>Reservieren</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
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
            <source>Then the next one</source>
            <translation>Danach zum nächsten</translation>
        </message>
        <message>
            <source>After a decision, look at the next contribution</source>
            <translation>Nach einer Entscheidung den nächsten Beitrag ansehen</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>More decisions</source>
            <translation>Weitere Entscheidungen</translation>
        </message>
        <message>
            <source>This is your own contribution: somebody else decides.</source>
            <translation>Das ist Ihr eigener Beitrag: Jemand anderes entscheidet.</translation>
        </message>
        <message>
            <source>You have claimed this until {}.</source>
            <translation>Sie haben diesen Beitrag bis {} reserviert.</translation>
        </message>
        <message>
            <source>Claim it first, so that nobody else decides meanwhile: for {} minutes.</source>
            <translation>Reservieren Sie zuerst: Dann entscheidet {} Minuten lang niemand anderes.</translation>
        </message>
        <message>
            <source>⚠ You have rejected the same wish of this person before. A second time somebody else decides: accept it, ask back, or release it.</source>
            <translation>⚠ Sie haben denselben Wunsch dieser Person schon einmal abgelehnt. Beim zweiten Mal entscheidet jemand anderes: Nehmen Sie an, fragen Sie zurück, oder geben Sie frei.</translation>
        </message>
        <message>
            <source>⚠ The same wish of this person was rejected before, by {}. To reject it again, say why in your own words.</source>
            <translation>⚠ Derselbe Wunsch dieser Person wurde schon einmal abgelehnt, von {}. Für eine zweite Ablehnung schreiben Sie eine eigene Begründung.</translation>
        </message>
        <message>
            <source>The claim has ended. Claim it again to decide.</source>
            <translation>Die Reservierung ist abgelaufen. Reservieren Sie noch einmal, um zu entscheiden.</translation>
        </message>
        <message>
            <source>⚠ It was accepted, and could not be published: somebody had changed the object since. Its author can put both together and submit again; or claim it and decide anew.</source>
            <translation>⚠ Angenommen, aber nicht zu übernehmen: Jemand hatte das Objekt seitdem geändert. Wer den Beitrag eingereicht hat, kann beides zusammenführen und noch einmal einreichen; oder Sie reservieren ihn und entscheiden neu.</translation>
        </message>
        <message>
            <source>Accepted; not yet on the map. Publish it.</source>
            <translation>Angenommen, aber noch nicht auf der Karte. Übernehmen Sie den Beitrag.</translation>
        </message>
        <message>
            <source>Asked back: its author is to work on it again.</source>
            <translation>Rückfrage gestellt: Der Beitrag wird noch einmal bearbeitet.</translation>
        </message>
        <message>
            <source>({} min left)</source>
            <translation>(noch {} min)</translation>
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
            <translation>Das Feld {name} war {before} und ist jetzt {now}.</translation>
        </message>
        <message>
            <source>The geometry was {before} and is {now}.</source>
            <translation>Die Geometrie war {before} und ist jetzt {now}.</translation>
        </message>
        <message>
            <source>The reference system was {before} and is {now}.</source>
            <translation>Das Bezugssystem war {before} und ist jetzt {now}.</translation>
        </message>
        <message>
            <source>The key was {before} and is {now}.</source>
            <translation>Der Schlüssel war {before} und ist jetzt {now}.</translation>
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
            <translation>Jemand hat einen Kommentar zu Ihren Beiträgen geschrieben:</translation>
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
            <translation>Alles steht in Bürger-GIS, auf der Seite „Meine Beiträge“.</translation>
        </message>
        <message>
            <source>New contributions to review:</source>
            <translation>Neue Beiträge zum Prüfen:</translation>
        </message>
        <message>
            <source>Contributions that were handed over to you:</source>
            <translation>Beiträge, die an Sie abgegeben wurden:</translation>
        </message>
        <message>
            <source>Contributions whose deadline has passed:</source>
            <translation>Beiträge, deren Frist abgelaufen ist:</translation>
        </message>
        <message numerus="yes">
            <source>%n contributions wait to be reviewed.</source>
            <translation>
                <numerusform>%n Beitrag wartet auf die Prüfung.</numerusform>
                <numerusform>%n Beiträge warten auf die Prüfung.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The deadline of %n of them has passed.</source>
            <translation>
                <numerusform>Bei %n davon ist die Frist abgelaufen.</numerusform>
                <numerusform>Bei %n davon ist die Frist abgelaufen.</numerusform>
            </translation>
        </message>
        <message>
            <source>You find them in Bürger-GIS, on the page “Review”.</source>
            <translation>Sie finden sie in Bürger-GIS, auf der Seite „Prüfen“.</translation>
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
            <translation>Sie bekommen diesen Text, weil Sie es wollten. Wollen Sie ihn nicht mehr, sagen Sie es der Gemeinde.</translation>
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
            <translation>Bürger-GIS – noch nicht gelesene Antworten: {}</translation>
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
            <translation>{}: Genau so eines ist in der Karte und war vorher nicht da. Ist es das?</translation>
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
            <translation>Eine Entscheidung wird festgehalten</translation>
        </message>
        <message>
            <source>It is not there: send it again</source>
            <translation>Es ist nicht da: noch einmal senden</translation>
        </message>
        <message>
            <source>Settling a doubt</source>
            <translation>Eine Unklarheit wird geklärt</translation>
        </message>
        <message>
            <source>{}: several just like it are on the map. Refresh and look before you decide.</source>
            <translation>{}: Mehrere genau solche sind in der Karte. Aktualisieren Sie und sehen Sie nach, bevor Sie entscheiden.</translation>
        </message>
        <message>
            <source>{}: nothing like it is on the map of the service.</source>
            <translation>{}: Nichts dergleichen ist in der Karte des Dienstes.</translation>
        </message>
        <message>
            <source>Published by you, and overwritten since: {}.</source>
            <translation>Von Ihnen übernommen und seitdem überschrieben: {}.</translation>
        </message>
        <message>
            <source>New objects of which nobody knows whether they arrived: {}.</source>
            <translation>Neue Objekte, bei denen niemand weiß, ob sie angekommen sind: {}.</translation>
        </message>
        <message>
            <source>Looking for what may have arrived</source>
            <translation>Es wird nachgesehen, was angekommen sein kann</translation>
        </message>
        <message>
            <source>It has arrived</source>
            <translation>Es ist angekommen</translation>
        </message>
    </context>
    <context>
        <name>filter_bar</name>
        <message>
            <source>More filters</source>
            <translation>Weitere Filter</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Merken</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>Name for this choice</source>
            <translation>Name für diese Auswahl</translation>
        </message>
        <message>
            <source>Show all again</source>
            <translation>Wieder alle zeigen</translation>
        </message>
        <message>
            <source>Kept filters</source>
            <translation>Gemerkte Filter</translation>
        </message>
        <message>
            <source>Keep as</source>
            <translation>Merken als</translation>
        </message>
        <message>
            <source>– choose –</source>
            <translation>– wählen –</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keine</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
    </context>
    <context>
        <name>finding_names</name>
        <message>
            <source>With errors</source>
            <translation>Mit Fehlern</translation>
        </message>
        <message>
            <source>With warnings</source>
            <translation>Mit Warnungen</translation>
        </message>
        <message>
            <source>With hints</source>
            <translation>Mit Hinweisen</translation>
        </message>
        <message>
            <source>Shape not valid</source>
            <translation>Form nicht gültig</translation>
        </message>
        <message>
            <source>Outside the municipality</source>
            <translation>Außerhalb der Gemeinde</translation>
        </message>
        <message>
            <source>On a boundary</source>
            <translation>Auf einer Grenze</translation>
        </message>
        <message>
            <source>Perhaps there already</source>
            <translation>Vielleicht schon da</translation>
        </message>
        <message>
            <source>Not in the list of values</source>
            <translation>Nicht in der Werteliste</translation>
        </message>
        <message>
            <source>Unusual number</source>
            <translation>Ungewöhnliche Zahl</translation>
        </message>
        <message>
            <source>Value taken by another object</source>
            <translation>Wert gehört zu einem anderen Objekt</translation>
        </message>
        <message>
            <source>Required value missing</source>
            <translation>Pflichtangabe fehlt</translation>
        </message>
        <message>
            <source>Belongs to something that is not there</source>
            <translation>Gehört zu etwas, das es nicht gibt</translation>
        </message>
        <message>
            <source>Moved far</source>
            <translation>Weit verschoben</translation>
        </message>
        <message>
            <source>Rounded coordinates</source>
            <translation>Gerundete Koordinaten</translation>
        </message>
        <message>
            <source>Perhaps another reference system</source>
            <translation>Vielleicht anderes Bezugssystem</translation>
        </message>
        <message>
            <source>Covers another area</source>
            <translation>Überdeckt eine andere Fläche</translation>
        </message>
        <message>
            <source>Gap beside it</source>
            <translation>Lücke daneben</translation>
        </message>
        <message>
            <source>Line ends just before another</source>
            <translation>Linie endet kurz vor einer anderen</translation>
        </message>
        <message>
            <source>Personal data in a text</source>
            <translation>Persönliche Angaben in einem Text</translation>
        </message>
        <message>
            <source>Very many at once</source>
            <translation>Sehr viele auf einmal</translation>
        </message>
        <message>
            <source>Perhaps another layer</source>
            <translation>Vielleicht andere Ebene</translation>
        </message>
        <message>
            <source>No words</source>
            <translation>Keine Wörter</translation>
        </message>
        <message>
            <source>Offending words</source>
            <translation>Verletzende Wörter</translation>
        </message>
        <message>
            <source>Names a web page</source>
            <translation>Nennt eine Webseite</translation>
        </message>
        <message>
            <source>Values taken away</source>
            <translation>Angaben entfernt</translation>
        </message>
        <message>
            <source>Condition of the municipality</source>
            <translation>Bedingung der Gemeinde</translation>
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
            <translation>{field}: „{value}“ steht nicht in der Werteliste.</translation>
        </message>
        <message>
            <source>{field}: another object has “{value}” already.</source>
            <translation>{field}: Ein anderes Objekt hat schon „{value}“.</translation>
        </message>
        <message>
            <source>{field} is empty, and must not be.</source>
            <translation>{field} ist leer, muss aber ausgefüllt sein.</translation>
        </message>
        <message>
            <source>{field}: “{value}” is not known in {layer}.</source>
            <translation>{field}: „{value}“ ist in {layer} nicht bekannt.</translation>
        </message>
        <message>
            <source>{field}: {value} is not between {min} and {max}.</source>
            <translation>{field}: {value} liegt nicht zwischen {min} und {max}.</translation>
        </message>
        <message>
            <source>{field}: {value} is less than {min}.</source>
            <translation>{field}: {value} ist kleiner als {min}.</translation>
        </message>
        <message>
            <source>{field}: {value} is more than {max}.</source>
            <translation>{field}: {value} ist größer als {max}.</translation>
        </message>
        <message>
            <source>The area is unusual: {value} m².</source>
            <translation>Die Fläche ist ungewöhnlich: {value} m².</translation>
        </message>
        <message>
            <source>The length is unusual: {value} m.</source>
            <translation>Die Länge ist ungewöhnlich: {value} m.</translation>
        </message>
        <message>
            <source>The number of vertices is unusual: {value}.</source>
            <translation>Die Zahl der Stützpunkte ist ungewöhnlich: {value}.</translation>
        </message>
        <message>
            <source>The shape is not valid.</source>
            <translation>Die Form ist nicht gültig.</translation>
        </message>
        <message>
            <source>The outline crosses itself.</source>
            <translation>Der Umriss kreuzt sich selbst.</translation>
        </message>
        <message>
            <source>The outline touches itself.</source>
            <translation>Der Umriss berührt sich selbst.</translation>
        </message>
        <message>
            <source>A hole lies outside of the area.</source>
            <translation>Ein Loch liegt außerhalb der Fläche.</translation>
        </message>
        <message>
            <source>It has no place on the map.</source>
            <translation>Es hat keinen Ort auf der Karte.</translation>
        </message>
        <message>
            <source>This layer takes no shape of the kind {value}.</source>
            <translation>Diese Ebene nimmt keine Form der Art {value} an.</translation>
        </message>
        <message>
            <source>The shape has no extent.</source>
            <translation>Die Form hat keine Ausdehnung.</translation>
        </message>
        <message>
            <source>It lies in no municipality of this service.</source>
            <translation>Es liegt in keiner Gemeinde dieses Dienstes.</translation>
        </message>
        <message>
            <source>It does not lie in the municipality of this layer.</source>
            <translation>Es liegt nicht in der Gemeinde, zu der diese Ebene gehört.</translation>
        </message>
        <message>
            <source>It lies on the boundary of two municipalities.</source>
            <translation>Es liegt auf der Grenze zweier Gemeinden.</translation>
        </message>
        <message>
            <source>Something alike is there already, {metres} m away.</source>
            <translation>Etwas Ähnliches ist schon da, {metres} m entfernt.</translation>
        </message>
        <message>
            <source>Something alike was proposed already, {metres} m away.</source>
            <translation>Etwas Ähnliches wurde schon vorgeschlagen, {metres} m entfernt.</translation>
        </message>
        <message>
            <source>It was moved by {metres} m.</source>
            <translation>Es wurde um {metres} m verschoben.</translation>
        </message>
        <message>
            <source>The coordinates are rounded. Was the place measured?</source>
            <translation>Die Koordinaten sind gerundet. Wurde der Ort gemessen?</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of another reference system.</source>
            <translation>Die Koordinaten gehören wohl zu einem anderen Bezugssystem.</translation>
        </message>
        <message>
            <source>East and north seem to be swapped.</source>
            <translation>Ostwert und Nordwert sind wohl vertauscht.</translation>
        </message>
        <message>
            <source>The coordinates are degrees, but the layer is in metres.</source>
            <translation>Die Koordinaten sind in Grad, die Ebene rechnet aber in Metern.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 31.</source>
            <translation>Die Koordinaten gehören wohl zur UTM-Zone 31.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 32.</source>
            <translation>Die Koordinaten gehören wohl zur UTM-Zone 32.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of UTM zone 33.</source>
            <translation>Die Koordinaten gehören wohl zur UTM-Zone 33.</translation>
        </message>
        <message>
            <source>The coordinates seem to be Gauß-Krüger coordinates.</source>
            <translation>Die Koordinaten sind wohl Gauß-Krüger-Koordinaten.</translation>
        </message>
        <message>
            <source>The number of the zone before the east coordinate is missing, or too much.</source>
            <translation>Die Nummer der Zone vor dem Ostwert fehlt oder ist zu viel.</translation>
        </message>
        <message>
            <source>The coordinates seem to be those of web maps (EPSG:3857).</source>
            <translation>Die Koordinaten sind wohl die von Internetkarten (EPSG:3857).</translation>
        </message>
        <message>
            <source>The coordinates are zero.</source>
            <translation>Die Koordinaten sind null.</translation>
        </message>
        <message>
            <source>There is no such place in Germany.</source>
            <translation>Diesen Ort gibt es in Deutschland nicht.</translation>
        </message>
        <message>
            <source>It covers {area} m² of another area.</source>
            <translation>Es überdeckt {area} m² einer anderen Fläche.</translation>
        </message>
        <message>
            <source>A gap of {area} m² stays free beside it.</source>
            <translation>Daneben bleibt eine Lücke von {area} m² frei.</translation>
        </message>
        <message>
            <source>The line ends {metres} m from the next one without meeting it.</source>
            <translation>Die Linie endet {metres} m vor der nächsten und trifft sie nicht.</translation>
        </message>
        <message>
            <source>{field} seems to hold an e-mail address.</source>
            <translation>{field} enthält wohl eine E-Mail-Adresse.</translation>
        </message>
        <message>
            <source>{field} seems to hold a telephone number.</source>
            <translation>{field} enthält wohl eine Telefonnummer.</translation>
        </message>
        <message>
            <source>{field} holds the number of a bank account.</source>
            <translation>{field} enthält eine Kontonummer (IBAN).</translation>
        </message>
        <message>
            <source>{field} seems to hold a licence plate.</source>
            <translation>{field} enthält wohl ein Autokennzeichen.</translation>
        </message>
        <message>
            <source>Very many objects were changed at once: {count}.</source>
            <translation>Es wurden sehr viele Objekte auf einmal geändert: {count}.</translation>
        </message>
        <message>
            <source>Very many objects were added at once: {count}.</source>
            <translation>Es wurden sehr viele Objekte auf einmal neu angelegt: {count}.</translation>
        </message>
        <message>
            <source>Very many objects were deleted at once: {count}.</source>
            <translation>Es wurden sehr viele Objekte auf einmal gelöscht: {count}.</translation>
        </message>
        <message>
            <source>It may belong into the layer {other}.</source>
            <translation>Es gehört vielleicht in die Ebene {other}.</translation>
        </message>
        <message>
            <source>{field} seems to hold no words.</source>
            <translation>{field} enthält wohl keine Wörter.</translation>
        </message>
        <message>
            <source>{field} holds words that may offend.</source>
            <translation>{field} enthält Wörter, die verletzen können.</translation>
        </message>
        <message>
            <source>{field} names a web page.</source>
            <translation>{field} nennt eine Internetseite.</translation>
        </message>
        <message>
            <source>Many values were taken away: {count}.</source>
            <translation>Es wurden viele Werte entfernt: {count}.</translation>
        </message>
        <message>
            <source>A condition of the municipality is not met.</source>
            <translation>Eine Bedingung der Gemeinde ist nicht erfüllt.</translation>
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
        <name>findings_list</name>
        <message>
            <source>What the rules have found</source>
            <translation>Was die Regeln gefunden haben</translation>
        </message>
        <message>
            <source>(show on the map)</source>
            <translation>(auf der Karte zeigen)</translation>
        </message>
        <message>
            <source>Rule: {}</source>
            <translation>Regel: {}</translation>
        </message>
    </context>
    <context>
        <name>forms</name>
        <message>
            <source>At most {}.</source>
            <translation>Höchstens {}.</translation>
        </message>
        <message>
            <source>Between {} and {}.</source>
            <translation>Zwischen {} und {}.</translation>
        </message>
        <message>
            <source>At least {}.</source>
            <translation>Mindestens {}.</translation>
        </message>
        <message>
            <source>At most {} characters.</source>
            <translation>Höchstens {} Zeichen.</translation>
        </message>
        <message>
            <source>(nothing)</source>
            <translation>(keine Angabe)</translation>
        </message>
        <message>
            <source>Setting up forms</source>
            <translation>Formulare werden eingerichtet</translation>
        </message>
    </context>
    <context>
        <name>hand_over_bar</name>
        <message>
            <source>Hand over …</source>
            <translation>Abgeben …</translation>
        </message>
        <message>
            <source>Take on</source>
            <translation>Zuständigkeit annehmen</translation>
        </message>
        <message>
            <source>Return …</source>
            <translation>Zurückgeben …</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Abgeben</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <source>Choose the authority.</source>
            <translation>Wählen Sie die Stelle.</translation>
        </message>
        <message>
            <source>– choose –</source>
            <translation>– bitte wählen –</translation>
        </message>
        <message>
            <source>2026-12-24; empty: as long as usual there</source>
            <translation>24.12.2026; leer: so lange wie dort üblich</translation>
        </message>
        <message>
            <source>Responsible: {}</source>
            <translation>Zuständig: {}</translation>
        </message>
        <message>
            <source>Return it to who handed it over</source>
            <translation>An die abgebende Stelle zurückgeben</translation>
        </message>
        <message>
            <source>Hand over to another authority</source>
            <translation>An eine andere Stelle abgeben</translation>
        </message>
        <message>
            <source>Write the deadline as 2026-12-24, or leave it empty.</source>
            <translation>Schreiben Sie die Frist wie 24.12.2026, oder lassen Sie sie leer.</translation>
        </message>
        <message>
            <source>Authority</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>Frist</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Begründung</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Vermerk</translation>
        </message>
        <message>
            <source>Responsible: {} (deadline: {})</source>
            <translation>Zuständig: {} (Frist: {})</translation>
        </message>
        <message>
            <source>Choose a reason.</source>
            <translation>Wählen Sie eine Begründung.</translation>
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
            <translation>Die Gemeinde verschwindet aus der Liste. Arbeitskopien und Anmeldung bleiben.</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>Offline.</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Gemeinde</translation>
        </message>
        <message>
            <source>Ask the service again</source>
            <translation>Dienst noch einmal fragen</translation>
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
            <translation>Willkommen! Verbinden Sie sich mit Ihrer Gemeinde, dann sehen Sie hier ihre Karten. Als Gast können Sie sich umsehen. Mit einer Anmeldung helfen Sie mit, dass die Karte stimmt.</translation>
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
            <translation>Dieser Dienst hat keine Prüfliste: Was Sie hier senden, wird sofort übernommen.</translation>
        </message>
        <message>
            <source>You can look at the maps; this service takes no contributions.</source>
            <translation>Sie können die Karten ansehen. Dieser Dienst nimmt keine Beiträge an.</translation>
        </message>
        <message>
            <source>You are a guest: you can look and load, but contribute nothing.</source>
            <translation>Sie sind Gast: Sie können ansehen und ausleihen, aber nichts einreichen.</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbindung wird aufgebaut …</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Nicht verbunden.</translation>
        </message>
        <message>
            <source>You are {} ({}).</source>
            <translation>Angemeldet als {}. Ihre Aufgabe: {}.</translation>
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
            <translation>Unter dieser Adresse gibt es keinen passenden Dienst.</translation>
        </message>
        <message>
            <source>This service takes no contributions from you.</source>
            <translation>Dieser Dienst nimmt von Ihnen keine Beiträge an.</translation>
        </message>
        <message>
            <source>The service asks for a login, or does not know this one.</source>
            <translation>Der Dienst verlangt eine Anmeldung, oder er kennt diese nicht.</translation>
        </message>
        <message>
            <source>You may not do this.</source>
            <translation>Das dürfen Sie nicht.</translation>
        </message>
        <message>
            <source>The address leads somewhere else. Nothing was sent there.</source>
            <translation>Die Adresse leitet woandershin. Dorthin wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>It is not certain that this is the right server.</source>
            <translation>Es ist nicht sicher, dass das der richtige Server ist.</translation>
        </message>
        <message>
            <source>The service cannot be reached.</source>
            <translation>Der Dienst ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>The service is busy.</source>
            <translation>Der Dienst ist gerade ausgelastet.</translation>
        </message>
        <message>
            <source>The service no longer offers this layer.</source>
            <translation>Der Dienst bietet diese Ebene nicht mehr an.</translation>
        </message>
        <message>
            <source>That is too much at once.</source>
            <translation>Das ist zu viel auf einmal.</translation>
        </message>
        <message>
            <source>That is more than one person may send at the moment.</source>
            <translation>Das ist mehr, als eine Person im Moment senden darf.</translation>
        </message>
        <message>
            <source>The service has refused this.</source>
            <translation>Der Dienst hat das abgelehnt.</translation>
        </message>
        <message>
            <source>It is not known whether the service has it.</source>
            <translation>Es ist nicht bekannt, ob es beim Dienst angekommen ist.</translation>
        </message>
        <message>
            <source>This service publishes at once. Nothing was sent.</source>
            <translation>Dieser Dienst übernimmt sofort. Nichts wurde gesendet.</translation>
        </message>
        <message>
            <source>Somebody has changed it in the meantime.</source>
            <translation>Jemand hat es inzwischen geändert.</translation>
        </message>
        <message>
            <source>This is not possible in the present state.</source>
            <translation>Das geht im jetzigen Stand nicht.</translation>
        </message>
        <message>
            <source>Something in it is not acceptable.</source>
            <translation>Etwas daran kann nicht angenommen werden.</translation>
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
            <translation>Jemand hat diese Datei unerlaubt verändert.</translation>
        </message>
        <message>
            <source>This was made by a newer version.</source>
            <translation>Das stammt von einer neueren Version.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Der Datenträger ist voll.</translation>
        </message>
        <message>
            <source>Another program is using it.</source>
            <translation>Ein anderes Programm benutzt sie gerade.</translation>
        </message>
        <message>
            <source>A part that QGIS needs for this is not installed.</source>
            <translation>Ein Teil, den QGIS dafür braucht, ist nicht installiert.</translation>
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
            <translation>Verbinden Sie sich über die Adresse mit Ihrer Gemeinde. Sie sehen die Ebenen und was Sie mit jeder tun dürfen. Zum Ansehen fügen Sie eine Ebene zur Karte hinzu. Zum Ändern leihen Sie die Ebene aus. Dann liegt sie in einer Arbeitskopie auf Ihrem Computer. Sie bearbeiten sie mit den Werkzeugen von QGIS, auch ohne Netz.</translation>
        </message>
        <message>
            <source>Here are your changes, layer by layer. Say in a comment what you saw, and submit them. Nothing you do changes the municipality's map directly: somebody there looks at each contribution first. Their answer, and what you can do next, stand beside each contribution.</source>
            <translation>Hier stehen Ihre Änderungen, Ebene für Ebene. Schreiben Sie in einem Kommentar, was Sie gesehen haben. Reichen Sie dann die Änderungen ein. Nichts davon ändert die Karte der Gemeinde direkt: Dort sieht sich zuerst jemand jeden Beitrag an. Die Antwort, und was Sie als Nächstes tun können, steht bei jedem Beitrag.</translation>
        </message>
        <message>
            <source>Only for those who review for the municipality. Each contribution is shown as it was before, as it is proposed and as it is now. Accept it, ask back, or reject it with a reason; then publish what is accepted.</source>
            <translation>Nur für die, die für die Gemeinde prüfen. Jeder Beitrag wird gezeigt: wie es vorher war, was vorgeschlagen ist und wie es jetzt ist. Nehmen Sie ihn an, fragen Sie zurück oder lehnen Sie ihn mit Begründung ab. Übernehmen Sie danach, was angenommen ist.</translation>
        </message>
        <message>
            <source>Your changes stay in the working copy until they are published or you undo them. When the network fails, nothing is lost: submit again, and nothing arrives twice.</source>
            <translation>Ihre Änderungen bleiben in der Arbeitskopie, bis sie übernommen sind oder Sie sie zurücknehmen. Fällt das Netz aus, geht nichts verloren. Reichen Sie noch einmal ein: Nichts kommt doppelt an.</translation>
        </message>
        <message>
            <source>Bürger-GIS: help</source>
            <translation>Bürger-GIS: Hilfe</translation>
        </message>
        <message>
            <source>Section of the guide</source>
            <translation>Abschnitt der Anleitung</translation>
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
            <translation>Die Arbeitskopie von jemand anderem: nur zum Ansehen.</translation>
        </message>
        <message>
            <source>Features edited and not saved yet: {}. Save the layer to keep them.</source>
            <translation>Bearbeitet und noch nicht gespeichert: {}. Speichern Sie die Ebene, damit nichts verloren geht.</translation>
        </message>
        <message>
            <source>Objects that somebody else has changed too: {}. Decide them.</source>
            <translation>Objekte, die auch jemand anderes geändert hat: {}. Bitte entscheiden.</translation>
        </message>
        <message>
            <source>Changes that were not taken: {}. The list tells why.</source>
            <translation>Nicht angenommene Änderungen: {}. Die Liste nennt den Grund.</translation>
        </message>
        <message>
            <source>Changes of which it is not known whether they arrived: {}. They are kept.</source>
            <translation>Änderungen, bei denen unklar ist, ob sie angekommen sind: {}. Sie sind hier aufgehoben.</translation>
        </message>
        <message>
            <source>Submitted, and not sent yet: {}. They are kept, and tried again.</source>
            <translation>Eingereicht und noch nicht gesendet: {}. Alles ist aufgehoben, der nächste Versuch kommt von selbst.</translation>
        </message>
        <message>
            <source>Incomplete: {} of {} features are here.</source>
            <translation>Unvollständig: {} von {} Objekten sind hier.</translation>
        </message>
        <message>
            <source>No changes of yours. As on the server at {}.</source>
            <translation>Keine Änderungen von Ihnen. Stand des Servers: {}.</translation>
        </message>
        <message>
            <source>Being sent: {}.</source>
            <translation>Wird gerade gesendet: {}.</translation>
        </message>
        <message>
            <source>Your changes that are not published yet: {}.</source>
            <translation>Ihre Änderungen, die noch nicht übernommen sind: {}.</translation>
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
            <translation>Sie gelten, solange diese Seite den Fokus hat und Sie nicht in ein Feld schreiben.</translation>
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
            <translation>Auf eine Rückfrage antworten</translation>
        </message>
        <message>
            <source>Show these keys</source>
            <translation>Diese Tasten zeigen</translation>
        </message>
        <message>
            <source>Not possible at the moment: {}</source>
            <translation>Im Moment nicht möglich: {}</translation>
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
            <translation>Die markierten annehmen, wenn sie gleichartig sind</translation>
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
            <translation>Ansehen, was sich inzwischen geändert hat</translation>
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
            <translation>Die Erweiterung „Verarbeitung“ von QGIS ist ausgeschaltet. Schalten Sie sie dafür ein.</translation>
        </message>
    </context>
    <context>
        <name>locator</name>
        <message>
            <source>Layers of the municipality, and your contributions</source>
            <translation>Ebenen der Gemeinde und Ihre Beiträge</translation>
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
            <translation>Straßen der Arbeitskopie oder der Gemeinde, nach ihrem Namen</translation>
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
            <translation>Bearbeitung speichern und ausleihen</translation>
        </message>
        <message>
            <source>⚠ Not complete: {} of {}. The service does not give out more; see the list.</source>
            <translation>⚠ Nicht vollständig: {} von {}. Mehr gibt der Dienst nicht heraus; siehe Liste.</translation>
        </message>
        <message>
            <source>There is nothing in this area: {}. You can draw new objects there.</source>
            <translation>In diesem Gebiet ist nichts: {}. Sie können dort neue Objekte zeichnen.</translation>
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
            <translation>Der Dienst antwortet nicht. Ihre Arbeitskopie unten können Sie bearbeiten. Einreichen, Aktualisieren und Ausleihen brauchen das Netz.</translation>
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
            <translation>Geladen: {} von {}. Sie können die Ebenen jetzt bearbeiten.</translation>
        </message>
        <message>
            <source>Loaded: {} of {}. Another project is open now: add the layers from below.</source>
            <translation>Geladen: {} von {}. Jetzt ist ein anderes Projekt offen: Fügen Sie die Ebenen von unten hinzu.</translation>
        </message>
    </context>
    <context>
        <name>matching</name>
        <message>
            <source>tree</source>
            <translation>Baum</translation>
        </message>
        <message>
            <source>bench, bin or lamp</source>
            <translation>Bank, Papierkorb oder Leuchte</translation>
        </message>
        <message>
            <source>bicycle parking</source>
            <translation>Radabstellanlage</translation>
        </message>
        <message>
            <source>playground</source>
            <translation>Spielplatz</translation>
        </message>
        <message>
            <source>report</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>something else</source>
            <translation>etwas anderes</translation>
        </message>
        <message>
            <source>at the same place</source>
            <translation>an derselben Stelle</translation>
        </message>
        <message>
            <source>{} m away</source>
            <translation>{} m entfernt</translation>
        </message>
        <message>
            <source>{} % of both areas are the same</source>
            <translation>{} % beider Flächen sind gleich</translation>
        </message>
        <message>
            <source>beside it, {} m apart at most</source>
            <translation>daneben, höchstens {} m auseinander</translation>
        </message>
        <message>
            <source>{} m away, and says the same</source>
            <translation>{} m entfernt, und sagt dasselbe</translation>
        </message>
        <message>
            <source>{}; the fields agree to {} %</source>
            <translation>{}; die Felder stimmen zu {} % überein</translation>
        </message>
    </context>
    <context>
        <name>meanwhile_box</name>
        <message>
            <source>The object has changed since. Look at the difference first, then you can accept.</source>
            <translation>Das Objekt hat sich inzwischen geändert. Sehen Sie sich zuerst den Unterschied an, dann können Sie annehmen.</translation>
        </message>
        <message>
            <source>Look at the difference</source>
            <translation>Unterschied ansehen</translation>
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
            <translation>Bearbeitung speichern</translation>
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
            <translation>Änderung wird rückgängig gemacht</translation>
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
            <translation>Es hat keinen Ort auf der Karte.</translation>
        </message>
        <message>
            <source>Restored as it was: {}</source>
            <translation>Wiederhergestellt, wie es war: {}</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>The change is still in your working copy: revise or restore it.</source>
            <translation>Die Änderung steht noch in Ihrer Arbeitskopie: Bessern Sie sie nach, oder stellen Sie das Objekt wieder her.</translation>
        </message>
        <message>
            <source>Cancelled. The list shows in a moment whether it was withdrawn.</source>
            <translation>Abgebrochen. Die Liste zeigt gleich, ob er zurückgezogen wurde.</translation>
        </message>
        <message>
            <source>Change its values in the form, or move it on the map. Save the edits, then submit.</source>
            <translation>Ändern Sie die Werte im Formular, oder verschieben Sie es in der Karte. Speichern Sie die Bearbeitung, dann reichen Sie sie ein.</translation>
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
            <translation>Der Dienst hat gerade nicht geantwortet. Alles ist aufgehoben: Arbeiten Sie weiter, oder versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>This working copy was made by somebody else. You can look at it, but send nothing from it.</source>
            <translation>Diese Arbeitskopie hat jemand anderes gemacht. Sie können sie ansehen, aber nichts daraus senden.</translation>
        </message>
        <message>
            <source>No changes. Edit a layer of the working copy in QGIS and save: it appears here.</source>
            <translation>Keine Änderungen. Bearbeiten Sie in QGIS eine Ebene der Arbeitskopie und speichern Sie: Dann erscheint es hier.</translation>
        </message>
        <message>
            <source>Log in to see your contributions.</source>
            <translation>Melden Sie sich an, um Ihre Beiträge zu sehen.</translation>
        </message>
        <message>
            <source>Check out a layer first.</source>
            <translation>Leihen Sie zuerst eine Ebene aus.</translation>
        </message>
        <message>
            <source>Nothing is sent from somebody else's working copy.</source>
            <translation>Aus der Arbeitskopie von jemand anderem wird nichts gesendet.</translation>
        </message>
        <message>
            <source>One moment …</source>
            <translation>Einen Moment …</translation>
        </message>
        <message>
            <source>The service cannot be reached. Go on editing: all is kept. Submit later.</source>
            <translation>Der Dienst ist nicht erreichbar. Arbeiten Sie weiter: Alles ist aufgehoben. Reichen Sie später ein.</translation>
        </message>
        <message>
            <source>Not connected. Go on editing: all is kept. Submit later.</source>
            <translation>Nicht verbunden. Arbeiten Sie weiter: Alles ist aufgehoben. Reichen Sie später ein.</translation>
        </message>
        <message>
            <source>This service takes no changes. All is kept.</source>
            <translation>Dieser Dienst nimmt keine Änderungen an. Alles bleibt aufgehoben.</translation>
        </message>
        <message>
            <source>Log in to submit. Until then go on editing: all is kept.</source>
            <translation>Melden Sie sich an, um einzureichen. Arbeiten Sie bis dahin weiter: Alles ist aufgehoben.</translation>
        </message>
        <message>
            <source>This working copy belongs to another municipality.</source>
            <translation>Diese Arbeitskopie gehört zu einer anderen Gemeinde.</translation>
        </message>
        <message>
            <source>No review queue here: what you submit is published at once.</source>
            <translation>Hier gibt es keine Prüfliste: Was Sie einreichen, wird sofort übernommen.</translation>
        </message>
        <message>
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
        </message>
        <message>
            <source>Decide the conflicts first: nothing else is to be sent.</source>
            <translation>Entscheiden Sie zuerst die Konflikte: Sonst ist nichts zu senden.</translation>
        </message>
        <message>
            <source>Connect above: then what you have changed and submitted is here.</source>
            <translation>Verbinden Sie sich oben. Dann steht hier, was Sie geändert und eingereicht haben.</translation>
        </message>
        <message>
            <source>Nothing is checked out yet. Check out a layer on the page Map.</source>
            <translation>Noch ist nichts ausgeliehen. Leihen Sie auf der Seite „Karte“ eine Ebene aus.</translation>
        </message>
        <message>
            <source>You have not submitted anything yet.</source>
            <translation>Sie haben noch nichts eingereicht.</translation>
        </message>
        <message>
            <source>The service cannot be reached. This is as of: {}</source>
            <translation>Der Dienst ist nicht erreichbar. Stand: {}</translation>
        </message>
        <message>
            <source>Edits not saved yet, and so not sent – {}</source>
            <translation>Noch nicht gespeicherte Bearbeitungen, darum nicht gesendet – {}</translation>
        </message>
        <message>
            <source>Contributions that this version cannot read: {}</source>
            <translation>Beiträge, die diese Version nicht lesen kann: {}</translation>
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
            <translation>Bekannte Gemeinden</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Show the terms of every municipality again before I submit</source>
            <translation>Die Bedingungen jeder Gemeinde vor dem Einreichen noch einmal zeigen</translation>
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
            <translation>Danach werden Sie gefragt, ob sie gleich gelten soll. Sonst gilt sie ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Working copies and logins stay where they are.</source>
            <translation>Arbeitskopien und Anmeldungen bleiben, wo sie sind.</translation>
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
            <translation>Das Foto wird bei der Gemeinde gelöscht. Die Datei auf Ihrem Computer bleibt.</translation>
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
            <translation>Das Foto wird nicht gesendet. Die Datei auf Ihrem Computer bleibt.</translation>
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
            <translation>Nicht angenommene Fotos: {}. {}</translation>
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
            <translation>Fotos warten und werden später gesendet. {}</translation>
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
            <translation>Erneut senden</translation>
        </message>
        <message>
            <source>held back</source>
            <translation>zurückgehalten</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>nicht angenommen</translation>
        </message>
        <message>
            <source>waits here</source>
            <translation>wartet hier</translation>
        </message>
        <message>
            <source>cannot be shown</source>
            <translation>nicht darstellbar</translation>
        </message>
        <message>
            <source>Held back: {} Look at it. Is it for this contribution? Then send it again.</source>
            <translation>Zurückgehalten: {} Sehen Sie es an. Gehört es zu diesem Beitrag? Dann senden Sie es noch einmal.</translation>
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
                <numerusform>%n Foto liegt sicher in Ihrer Arbeitskopie. Es wird gesendet, sobald der Beitrag angekommen ist.</numerusform>
                <numerusform>%n Fotos liegen sicher in Ihrer Arbeitskopie. Sie werden gesendet, sobald der Beitrag angekommen ist.</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop photos here, or add them. Place and device are taken out of them.</source>
            <translation>Ziehen Sie Fotos hierher oder fügen Sie sie hinzu. Ort und Gerät werden entfernt.</translation>
        </message>
        <message>
            <source>Not taken: {}</source>
            <translation>Nicht angenommen: {}</translation>
        </message>
    </context>
    <context>
        <name>place_box</name>
        <message>
            <source>Move it on the map</source>
            <translation>Auf der Karte verschieben</translation>
        </message>
        <message>
            <source>Undo the last move</source>
            <translation>Letzten Schritt zurück</translation>
        </message>
        <message>
            <source>Coordinates, then Enter</source>
            <translation>Koordinaten, dann Eingabetaste</translation>
        </message>
        <message>
            <source>Move by metres to the east and to the north (2.5 -1), then Enter</source>
            <translation>Um Meter nach Osten und Norden verschieben (2,5 -1), dann Eingabetaste</translation>
        </message>
        <message>
            <source>Draw it anew on the map</source>
            <translation>Auf der Karte neu zeichnen</translation>
        </message>
        <message>
            <source>Beside the proposal: {}. On the map: circles.</source>
            <translation>Gegenüber dem Vorschlag: {}. Auf der Karte: Kreise.</translation>
        </message>
        <message>
            <source>This place lies outside what the layer is for.</source>
            <translation>Dieser Ort liegt außerhalb des Gebiets, für das die Ebene gemacht ist.</translation>
        </message>
        <message>
            <source>These are no coordinates.</source>
            <translation>Das sind keine Koordinaten.</translation>
        </message>
        <message>
            <source>Type two numbers: metres to the east, and to the north.</source>
            <translation>Schreiben Sie zwei Zahlen: Meter nach Osten und nach Norden.</translation>
        </message>
    </context>
    <context>
        <name>plain</name>
        <message numerus="yes">
            <source>Of %n changes it is not known whether they have arrived. Submit again: what can be looked up is looked up. New objects without a mark of their own wait until you have looked at the map and decided (buergergis:doubtful).</source>
            <translation>
                <numerusform>Von %n Änderung ist nicht bekannt, ob sie angekommen ist. Reichen Sie noch einmal ein. Was sich nachsehen lässt, wird nachgesehen. Neue Objekte ohne eigenes Kennzeichen warten: Sehen Sie auf der Karte nach, und entscheiden Sie (buergergis:doubtful).</numerusform>
                <numerusform>Von %n Änderungen ist nicht bekannt, ob sie angekommen sind. Reichen Sie noch einmal ein. Was sich nachsehen lässt, wird nachgesehen. Neue Objekte ohne eigenes Kennzeichen warten: Sehen Sie auf der Karte nach, und entscheiden Sie (buergergis:doubtful).</numerusform>
            </translation>
        </message>
        <message>
            <source>{}: what you had published is gone, and what was there before is back ({}). Somebody may have saved an older state without having seen yours.</source>
            <translation>{}: Was Sie übernommen hatten, ist weg. Was vorher da war, ist wieder da ({}). Vielleicht hat jemand einen älteren Stand gespeichert, ohne Ihren gesehen zu haben.</translation>
        </message>
        <message>
            <source>This service has no review queue: what you submit is on everybody's map at once, and nobody checks it before.</source>
            <translation>Dieser Dienst hat keine Prüfliste: Was Sie einreichen, steht sofort auf der Karte für alle. Niemand prüft es vorher.</translation>
        </message>
        <message>
            <source>{}: between what you saw and your change, somebody else has changed the same object. Your change now lies on top of theirs: look whether both are still right.</source>
            <translation>{}: Jemand anderes hat dasselbe Objekt geändert, nachdem Sie es gesehen haben. Ihre Änderung liegt jetzt darüber. Sehen Sie nach, ob beides noch stimmt.</translation>
        </message>
        <message>
            <source>position and shape</source>
            <translation>Lage und Form</translation>
        </message>
        <message numerus="yes">
            <source>%n new objects go to layers whose objects have no mark of their own. If the connection breaks at the wrong moment, nobody can tell by itself whether one has arrived. It is not sent a second time then: you will be asked.</source>
            <translation>
                <numerusform>%n neues Objekt geht in eine Ebene, deren Objekte kein eigenes Kennzeichen haben. Reißt die Verbindung im falschen Augenblick ab, ist unklar, ob es angekommen ist. Es wird dann nicht ein zweites Mal gesendet: Sie werden gefragt.</numerusform>
                <numerusform>%n neue Objekte gehen in Ebenen, deren Objekte kein eigenes Kennzeichen haben. Reißt die Verbindung im falschen Augenblick ab, ist unklar, ob eines angekommen ist. Es wird dann nicht ein zweites Mal gesendet: Sie werden gefragt.</numerusform>
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
            <translation>Benutzername oder Passwort stimmt nicht.</translation>
        </message>
        <message>
            <source>cannot be reached, or broke off.</source>
            <translation>ist nicht erreichbar, oder die Verbindung brach ab.</translation>
        </message>
        <message>
            <source>What was done before stays; the rest waits as it was.</source>
            <translation>Was schon erledigt ist, bleibt. Der Rest wartet unverändert.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>Your work is safe in the working copy.</source>
            <translation>Ihre Arbeit ist in der Arbeitskopie sicher.</translation>
        </message>
        <message>
            <source>Your work is kept in the outbox; whether the server has it must be checked.</source>
            <translation>Ihre Arbeit liegt im Postausgang; ob der Server sie hat, muss noch geprüft werden.</translation>
        </message>
        <message>
            <source>What you have written is still here; whether the service has it is seen when you look again.</source>
            <translation>Was Sie geschrieben haben, ist noch da. Ob es beim Dienst angekommen ist, zeigt sich, wenn Sie noch einmal nachsehen.</translation>
        </message>
        <message>
            <source>Details are in QGIS's log messages, under Bürger-GIS.</source>
            <translation>Einzelheiten stehen in den Protokollmeldungen von QGIS unter „Bürger-GIS“.</translation>
        </message>
        <message>
            <source>It starts with https:// or http://, and has no user name or password in it.</source>
            <translation>Sie beginnt mit https:// oder http:// und enthält weder Benutzernamen noch Passwort.</translation>
        </message>
        <message>
            <source>Check the layer out instead: that stays at the address you have entered.</source>
            <translation>Leihen Sie die Ebene stattdessen aus: Das bleibt bei der Adresse, die Sie eingetragen haben.</translation>
        </message>
        <message>
            <source>Bring it back from a backup, or delete it: then everybody is told what is open now.</source>
            <translation>Holen Sie sie aus einer Sicherung zurück. Oder löschen Sie sie: Dann erfahren alle, was jetzt offen ist.</translation>
        </message>
        <message>
            <source>Choose another one, or unlock it with the master password.</source>
            <translation>Wählen Sie eine andere oder entsperren Sie sie mit dem Hauptpasswort.</translation>
        </message>
        <message>
            <source>Look into QGIS's settings under Authentication.</source>
            <translation>Sehen Sie in den QGIS-Einstellungen unter „Authentifizierung“ nach.</translation>
        </message>
        <message>
            <source>Try again. If only people with a login may see it, check it out instead.</source>
            <translation>Versuchen Sie es noch einmal. Dürfen nur Angemeldete die Ebene sehen, leihen Sie sie stattdessen aus.</translation>
        </message>
        <message>
            <source>If you trust this service, name it as SERVICE.</source>
            <translation>Wenn Sie diesem Dienst vertrauen, geben Sie ihn als SERVICE an.</translation>
        </message>
        <message>
            <source>Run this as the user and group that it belongs to.</source>
            <translation>Starten Sie das mit dem Konto und der Gruppe, denen die Datei gehört.</translation>
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
            <translation>Berichtigen Sie die Zuständigkeitsdatei.</translation>
        </message>
        <message>
            <source>Run preparemunicipality.</source>
            <translation>Führen Sie preparemunicipality aus.</translation>
        </message>
        <message>
            <source>Name the published project that preparemunicipality has written.</source>
            <translation>Nennen Sie das veröffentlichte Projekt, das preparemunicipality geschrieben hat.</translation>
        </message>
        <message>
            <source>Name the project it was made from.</source>
            <translation>Geben Sie das Projekt an, aus dem es entstanden ist.</translation>
        </message>
        <message>
            <source>Rename that table, or keep the layers in another database.</source>
            <translation>Benennen Sie diese Tabelle um oder halten Sie die Ebenen in einer anderen Datenbank.</translation>
        </message>
        <message>
            <source>Run preparemunicipality again.</source>
            <translation>Führen Sie preparemunicipality noch einmal aus.</translation>
        </message>
        <message>
            <source>State one as crs in the responsibility file.</source>
            <translation>Geben Sie eines als crs in der Zuständigkeitsdatei an.</translation>
        </message>
        <message>
            <source>Give it a short name.</source>
            <translation>Geben Sie ihr einen Kurznamen.</translation>
        </message>
        <message>
            <source>Publish a copy of it without the join.</source>
            <translation>Stellen Sie eine Kopie davon ohne die Verknüpfung bereit.</translation>
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
            <translation>Benennen Sie das Feld um, oder blenden Sie es für WFS aus.</translation>
        </message>
        <message>
            <source>Let the project read as a role that has only SELECT.</source>
            <translation>Lassen Sie das Projekt mit einer Rolle lesen, die nur SELECT darf.</translation>
        </message>
        <message>
            <source>Grant its role USAGE on the sequence.</source>
            <translation>Geben Sie der Rolle das Recht USAGE für die Sequenz.</translation>
        </message>
        <message>
            <source>Make it unique, or rename it.</source>
            <translation>Machen Sie die Spalte eindeutig, oder benennen Sie sie um.</translation>
        </message>
        <message>
            <source>Correct or delete it in QGIS.</source>
            <translation>Berichtigen oder löschen Sie es in QGIS.</translation>
        </message>
        <message>
            <source>Change it in QGIS.</source>
            <translation>Ändern Sie es in QGIS.</translation>
        </message>
        <message>
            <source>Look for duplicates again.</source>
            <translation>Suchen Sie noch einmal nach Doppelerfassungen.</translation>
        </message>
        <message>
            <source>Remove one first.</source>
            <translation>Entfernen Sie zuerst eines.</translation>
        </message>
        <message>
            <source>Refresh, then look at the map.</source>
            <translation>Aktualisieren Sie, und sehen Sie dann auf die Karte.</translation>
        </message>
        <message>
            <source>Submit or revert those first.</source>
            <translation>Reichen Sie diese zuerst ein, oder machen Sie sie rückgängig.</translation>
        </message>
        <message>
            <source>Make the change again in QGIS.</source>
            <translation>Machen Sie die Änderung in QGIS noch einmal.</translation>
        </message>
        <message>
            <source>Keep the file and ask for help.</source>
            <translation>Behalten Sie die Datei und lassen Sie sich helfen.</translation>
        </message>
        <message>
            <source>Check whether it is write-protected.</source>
            <translation>Prüfen Sie, ob sie schreibgeschützt ist.</translation>
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
            <translation>Bitten Sie die Administration um die Rechte.</translation>
        </message>
        <message>
            <source>If the new address is right, enter it yourself.</source>
            <translation>Wenn die neue Adresse stimmt, geben Sie sie selbst ein.</translation>
        </message>
        <message>
            <source>Ask the administrator of the service for a valid certificate.</source>
            <translation>Bitten Sie die Administration des Dienstes um ein gültiges Zertifikat.</translation>
        </message>
        <message>
            <source>Try again when the network is back.</source>
            <translation>Versuchen Sie es noch einmal, wenn das Netz wieder da ist.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <source>Ask the municipality what became of the layer.</source>
            <translation>Fragen Sie die Gemeinde, was aus der Ebene geworden ist.</translation>
        </message>
        <message>
            <source>Ask for less at once.</source>
            <translation>Fordern Sie weniger auf einmal an.</translation>
        </message>
        <message>
            <source>Submit the rest later; nothing of it is lost.</source>
            <translation>Reichen Sie den Rest später ein. Nichts davon geht verloren.</translation>
        </message>
        <message>
            <source>Submit again: what the server has already is not sent twice.</source>
            <translation>Reichen Sie noch einmal ein: Was der Server schon hat, wird nicht zweimal gesendet.</translation>
        </message>
        <message>
            <source>Look at the current state and decide again.</source>
            <translation>Sehen Sie sich den aktuellen Stand an und entscheiden Sie neu.</translation>
        </message>
        <message>
            <source>If that is what you want, say so: publish at once.</source>
            <translation>Wenn Sie das wollen, sagen Sie es: sofort übernehmen.</translation>
        </message>
        <message>
            <source>Check out again, into a new file.</source>
            <translation>Leihen Sie noch einmal aus, in eine neue Datei.</translation>
        </message>
        <message>
            <source>Do not use the file unless you trust where it comes from.</source>
            <translation>Verwenden Sie die Datei nur, wenn Sie ihrer Herkunft vertrauen.</translation>
        </message>
        <message>
            <source>Update the plugin.</source>
            <translation>Aktualisieren Sie die Erweiterung.</translation>
        </message>
        <message>
            <source>Free some space and try again.</source>
            <translation>Schaffen Sie Speicherplatz und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Nothing was written over. Look at what is there now, then do it again.</source>
            <translation>Es wurde nichts überschrieben. Sehen Sie nach, was jetzt dort liegt, und machen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <source>Close the other program, or wait until it has finished.</source>
            <translation>Schließen Sie das andere Programm oder warten Sie, bis es fertig ist.</translation>
        </message>
        <message>
            <source>Install it for the Python of QGIS, or ask your administrator for it.</source>
            <translation>Installieren Sie ihn für das Python von QGIS, oder bitten Sie Ihre Administration darum.</translation>
        </message>
        <message>
            <source>Start again whenever you like.</source>
            <translation>Sie können jederzeit neu beginnen.</translation>
        </message>
        <message>
            <source>Look at the list again, then decide.</source>
            <translation>Sehen Sie sich die Liste noch einmal an und entscheiden Sie dann.</translation>
        </message>
        <message>
            <source>Open your own working copy.</source>
            <translation>Öffnen Sie Ihre eigene Arbeitskopie.</translation>
        </message>
        <message>
            <source>Save or discard other edits of the layer, then try again.</source>
            <translation>Speichern oder verwerfen Sie andere Bearbeitungen der Ebene und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Enter both.</source>
            <translation>Geben Sie beides ein.</translation>
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
            <translation>Beheben Sie es in QGIS, oder verwerfen Sie die Bearbeitung.</translation>
        </message>
        <message>
            <source>Connect to that service first.</source>
            <translation>Verbinden Sie sich zuerst mit diesem Dienst.</translation>
        </message>
        <message>
            <source>Save or discard them first.</source>
            <translation>Speichern oder verwerfen Sie sie zuerst.</translation>
        </message>
        <message>
            <source>Look at it again, then decide.</source>
            <translation>Sehen Sie noch einmal nach, dann entscheiden Sie.</translation>
        </message>
        <message>
            <source>Choose its municipality, or check out here.</source>
            <translation>Wählen Sie ihre Gemeinde, oder leihen Sie hier aus.</translation>
        </message>
        <message>
            <source>The files themselves are as they were; the other photos were taken.</source>
            <translation>Die Dateien selbst sind unverändert, die anderen Fotos wurden aufgenommen.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Update the plugin, or ask the municipality to update its service.</source>
            <translation>Aktualisieren Sie die Erweiterung oder bitten Sie die Gemeinde, ihren Dienst zu aktualisieren.</translation>
        </message>
        <message>
            <source>Look at it on the map, and change it there.</source>
            <translation>Sehen Sie es sich auf der Karte an und ändern Sie es dort.</translation>
        </message>
        <message>
            <source>Look at it again.</source>
            <translation>Sehen Sie ihn noch einmal an.</translation>
        </message>
        <message>
            <source>Choose an authentication configuration.</source>
            <translation>Wählen Sie eine Authentifizierungskonfiguration.</translation>
        </message>
        <message>
            <source>Ask back instead, and say in the note what is to be changed.</source>
            <translation>Fragen Sie stattdessen zurück, und schreiben Sie in die Notiz, was zu ändern ist.</translation>
        </message>
        <message>
            <source>Log in, then refresh again.</source>
            <translation>Melden Sie sich an und aktualisieren Sie dann noch einmal.</translation>
        </message>
        <message>
            <source>Try again later, or ask the municipality.</source>
            <translation>Versuchen Sie es später noch einmal, oder fragen Sie bei der Gemeinde nach.</translation>
        </message>
        <message>
            <source>Refresh, and delete your own if the map has it already.</source>
            <translation>Aktualisieren Sie, und löschen Sie Ihr eigenes Objekt, falls die Karte es schon hat.</translation>
        </message>
        <message>
            <source>Check it out into a new file.</source>
            <translation>Leihen Sie sie in eine neue Datei aus.</translation>
        </message>
        <message>
            <source>Publish again: what the server has already is not published twice.</source>
            <translation>Übernehmen Sie noch einmal: Was der Server schon hat, wird nicht doppelt übernommen.</translation>
        </message>
        <message>
            <source>Answer again with the same words: twice does no harm.</source>
            <translation>Antworten Sie noch einmal mit denselben Worten: Zweimal schadet nicht.</translation>
        </message>
        <message>
            <source>Wait for the answer.</source>
            <translation>Warten Sie die Antwort ab.</translation>
        </message>
        <message>
            <source>Withdraw it again: twice does no harm.</source>
            <translation>Ziehen Sie ihn noch einmal zurück: Zweimal schadet nicht.</translation>
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
            <translation>Er wird beim nächsten Ausleihen oder Aktualisieren ermittelt.</translation>
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
            <translation>nach dem Senden nachgelesen</translation>
        </message>
        <message>
            <source>looked at afterwards</source>
            <translation>im Nachhinein geprüft</translation>
        </message>
        <message>
            <source>In the same moment in which something is published, the service looks whether the object is still as it was seen. Nobody's work is overwritten, and nothing arrives by halves.</source>
            <translation>Im selben Augenblick, in dem etwas übernommen wird, sieht der Dienst nach, ob das Objekt noch so ist, wie es gesehen wurde. Niemandes Arbeit wird überschrieben, und nichts kommt nur halb an.</translation>
        </message>
        <message>
            <source>Bürger-GIS looks before and after: each change goes out by itself and is read back. Where two people write in the same second, one may still overwrite the other; that is noticed and told.</source>
            <translation>Bürger-GIS sieht vorher und nachher nach: Jede Änderung geht einzeln hinaus und wird nachgelesen. Schreiben zwei in derselben Sekunde, kann eine Änderung die andere noch überschreiben; das fällt auf und wird Ihnen gesagt.</translation>
        </message>
        <message>
            <source>The service has no mark that stays with an object. What somebody else overwrites is only found at the next refresh. Where the answer to a new object is lost, somebody must look whether it arrived.</source>
            <translation>Der Dienst hat kein Kennzeichen, das bei einem Objekt bleibt. Was jemand anderes überschreibt, fällt erst beim nächsten Aktualisieren auf. Geht die Antwort auf ein neues Objekt verloren, muss jemand nachsehen, ob es angekommen ist.</translation>
        </message>
    </context>
    <context>
        <name>publish_box</name>
        <message>
            <source>conflict; it waits in the list to be reviewed again</source>
            <translation>Konflikt; der Beitrag steht wieder in der Prüfliste</translation>
        </message>
        <message>
            <source>held back, because it belongs together with “{}”; it stays accepted</source>
            <translation>zurückgehalten, weil es mit „{}“ zusammengehört; es bleibt angenommen</translation>
        </message>
        <message>
            <source>In conflict, because somebody has changed the object meanwhile: {}.</source>
            <translation>Im Konflikt, weil jemand das Objekt inzwischen geändert hat: {}.</translation>
        </message>
        <message>
            <source>Publishing</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>What became of it</source>
            <translation>Was daraus geworden ist</translation>
        </message>
        <message>
            <source>What was not published, one line each</source>
            <translation>Was nicht übernommen wurde, je eine Zeile</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Published: {}.</source>
            <translation>Übernommen: {}.</translation>
        </message>
        <message>
            <source>Publish all accepted ({})</source>
            <translation>Alle angenommenen übernehmen ({})</translation>
        </message>
        <message>
            <source>Publish the marked ({})</source>
            <translation>Markierte übernehmen ({})</translation>
        </message>
        <message>
            <source>Refused: {}.</source>
            <translation>Abgewiesen: {}.</translation>
        </message>
        <message>
            <source>Held back with them: {}.</source>
            <translation>Mit ihnen zurückgehalten: {}.</translation>
        </message>
        <message>
            <source>Not done: {}.</source>
            <translation>Nicht bearbeitet: {}.</translation>
        </message>
    </context>
    <context>
        <name>queue_fields</name>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>Any authority</source>
            <translation>Jede Stelle</translation>
        </message>
        <message>
            <source>Whatever is proposed</source>
            <translation>Jeder Vorschlag</translation>
        </message>
        <message>
            <source>Any age</source>
            <translation>Jedes Alter</translation>
        </message>
        <message>
            <source>From the last day</source>
            <translation>Vom letzten Tag</translation>
        </message>
        <message>
            <source>From the last 7 days</source>
            <translation>Aus den letzten 7 Tagen</translation>
        </message>
        <message>
            <source>Older than 3 days</source>
            <translation>Älter als 3 Tage</translation>
        </message>
        <message>
            <source>Older than 14 days</source>
            <translation>Älter als 14 Tage</translation>
        </message>
        <message>
            <source>Older than 30 days</source>
            <translation>Älter als 30 Tage</translation>
        </message>
        <message>
            <source>With findings or without</source>
            <translation>Mit oder ohne Befund</translation>
        </message>
        <message>
            <source>With findings</source>
            <translation>Mit Befund</translation>
        </message>
        <message>
            <source>Without findings</source>
            <translation>Ohne Befund</translation>
        </message>
        <message>
            <source>By a person or by rule</source>
            <translation>Von Menschen oder automatisch</translation>
        </message>
        <message>
            <source>Accepted by rule</source>
            <translation>Automatisch angenommen</translation>
        </message>
        <message>
            <source>Drawn to be looked at</source>
            <translation>Ausgelost zum Ansehen</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Alter</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <source>Sent together</source>
            <translation>Zusammen eingereicht</translation>
        </message>
        <message>
            <source>Deadline has passed</source>
            <translation>Frist ist abgelaufen</translation>
        </message>
        <message>
            <source>Search comments and values</source>
            <translation>Kommentare und Werte durchsuchen</translation>
        </message>
        <message>
            <source>How the pseudonym begins</source>
            <translation>Anfang des Pseudonyms</translation>
        </message>
        <message>
            <source>Name of a submission</source>
            <translation>Kennung einer Einreichung</translation>
        </message>
    </context>
    <context>
        <name>queue_model</name>
        <message>
            <source>Status</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Alter</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Claimed by</source>
            <translation>Reserviert von</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Frist</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <source>descending</source>
            <translation>absteigend</translation>
        </message>
        <message>
            <source>ascending</source>
            <translation>aufsteigend</translation>
        </message>
        <message>
            <source>Your own: somebody else decides.</source>
            <translation>Ihr eigener Beitrag: Jemand anderes entscheidet.</translation>
        </message>
        <message>
            <source>Claimed until {}</source>
            <translation>Reserviert bis {}</translation>
        </message>
    </context>
    <context>
        <name>queue_panel</name>
        <message>
            <source>Reading the queue</source>
            <translation>Die Prüfliste wird gelesen</translation>
        </message>
        <message>
            <source>Counting the queue</source>
            <translation>Prüfliste wird gezählt</translation>
        </message>
        <message>
            <source>Reading the names of the areas</source>
            <translation>Namen der Gebiete werden gelesen</translation>
        </message>
    </context>
    <context>
        <name>queue_view</name>
        <message>
            <source>To review</source>
            <translation>Zu prüfen</translation>
        </message>
        <message>
            <source>Accepted, not yet published</source>
            <translation>Angenommen, noch nicht übernommen</translation>
        </message>
        <message>
            <source>Further work needed</source>
            <translation>Weitere Arbeit nötig</translation>
        </message>
        <message>
            <source>Everything open</source>
            <translation>Alles Offene</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Abgeschlossen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>All layers</source>
            <translation>Alle Ebenen</translation>
        </message>
        <message>
            <source>Which statuses</source>
            <translation>Welcher Stand</translation>
        </message>
        <message>
            <source>Which layer</source>
            <translation>Welche Ebene</translation>
        </message>
        <message>
            <source>Claimed by me</source>
            <translation>Von mir reserviert</translation>
        </message>
        <message>
            <source>Contributions in the queue</source>
            <translation>Beiträge in der Prüfliste</translation>
        </message>
        <message>
            <source>Shown: {} of {}. More come as you go down.</source>
            <translation>Gezeigt: {} von {}. Weiter unten kommen mehr.</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Aktualisieren</translation>
        </message>
        <message>
            <source>The queue has not been read yet.</source>
            <translation>Die Prüfliste wurde noch nicht gelesen.</translation>
        </message>
        <message>
            <source>Nothing waits for you. What is submitted appears here.</source>
            <translation>Es wartet nichts auf Sie. Was eingereicht wird, erscheint hier.</translation>
        </message>
        <message>
            <source>Nothing with these words. Take fewer or others, or show all again with the button above.</source>
            <translation>Mit diesen Wörtern steht hier nichts. Nehmen Sie weniger oder andere, oder drücken Sie „Wieder alle zeigen“.</translation>
        </message>
        <message>
            <source>In the list: {}</source>
            <translation>In der Liste: {}</translation>
        </message>
        <message>
            <source>Shown: {}. More come as you go down.</source>
            <translation>Gezeigt: {}. Weiter unten kommen mehr.</translation>
        </message>
        <message>
            <source>Nothing with these filters. The button above shows all again.</source>
            <translation>Mit diesen Filtern steht hier nichts. „Wieder alle zeigen“ nimmt sie zurück.</translation>
        </message>
        <message>
            <source>Nothing has this status. Choose another one above.</source>
            <translation>Nichts hat diesen Stand. Wählen Sie oben einen anderen.</translation>
        </message>
    </context>
    <context>
        <name>queue_words</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>in %n Tag</numerusform>
                <numerusform>in %n Tagen</numerusform>
            </translation>
        </message>
        <message>
            <source>photo added</source>
            <translation>Foto hinzugefügt</translation>
        </message>
        <message>
            <source>photo withdrawn</source>
            <translation>Foto zurückgezogen</translation>
        </message>
        <message>
            <source>looked at afterwards: good</source>
            <translation>danach angesehen: in Ordnung</translation>
        </message>
        <message>
            <source>looked at afterwards: objected</source>
            <translation>danach angesehen: Widerspruch</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message>
            <source>today or tomorrow</source>
            <translation>heute oder morgen</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <source>{} by rule</source>
            <translation>{}, automatisch</translation>
        </message>
        <message>
            <source>{} by rule, to be looked at</source>
            <translation>{}, automatisch: bitte ansehen</translation>
        </message>
        <message>
            <source>{} min</source>
            <translation>{} Min.</translation>
        </message>
        <message>
            <source>{} h</source>
            <translation>{} Std.</translation>
        </message>
        <message>
            <source>late: {}</source>
            <translation>überfällig: {}</translation>
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
            <translation>Eine andere Stelle ist zuständig</translation>
        </message>
        <message>
            <source>Is on the map already</source>
            <translation>Steht schon in der Karte</translation>
        </message>
        <message>
            <source>Contains personal data</source>
            <translation>Enthält persönliche Daten</translation>
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
            <translation>Mit einer Berichtigung angenommen</translation>
        </message>
        <message>
            <source>The decision was taken back</source>
            <translation>Die Entscheidung wurde zurückgenommen</translation>
        </message>
    </context>
    <context>
        <name>reason_form</name>
        <message>
            <source>Choose a reason.</source>
            <translation>Wählen Sie eine Begründung.</translation>
        </message>
        <message>
            <source>Write a note: its author needs it to understand.</source>
            <translation>Schreiben Sie eine Notiz: Wer den Beitrag eingereicht hat, braucht sie zum Verstehen.</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Keep as my text</source>
            <translation>Als meinen Text merken</translation>
        </message>
        <message>
            <source>The usual text</source>
            <translation>Der übliche Text</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Begründung</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Note to its author</source>
            <translation>Notiz an die Person, die den Beitrag eingereicht hat</translation>
        </message>
        <message>
            <source>Its author reads this. Say what is missing, kindly.</source>
            <translation>Das liest, wer den Beitrag eingereicht hat. Sagen Sie freundlich, was fehlt.</translation>
        </message>
        <message>
            <source>– choose –</source>
            <translation>– bitte wählen –</translation>
        </message>
        <message>
            <source>It was rejected before. Say in your own words why it is rejected again: {} letters or more.</source>
            <translation>Der Wunsch wurde schon einmal abgelehnt. Schreiben Sie mit eigenen Worten, warum er wieder abgelehnt wird: mindestens {} Buchstaben.</translation>
        </message>
        <message>
            <source>The note is too long: {} characters at most.</source>
            <translation>Die Notiz ist zu lang: höchstens {} Zeichen.</translation>
        </message>
        <message>
            <source>What is to be worked on again?</source>
            <translation>Was soll noch einmal bearbeitet werden?</translation>
        </message>
        <message>
            <source>Ask back</source>
            <translation>Rückfragen</translation>
        </message>
        <message>
            <source>Why is it rejected?</source>
            <translation>Warum wird der Beitrag abgelehnt?</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Why should it not have been accepted? The reverse goes into the queue.</source>
            <translation>Warum hätte der Beitrag nicht angenommen werden sollen? Das Gegenstück kommt in die Prüfliste.</translation>
        </message>
        <message>
            <source>Object</source>
            <translation>Widersprechen</translation>
        </message>
        <message>
            <source>It ends with: {}. What should its author know?</source>
            <translation>Ergebnis: {}. Was soll die Person wissen, die den Beitrag eingereicht hat?</translation>
        </message>
    </context>
    <context>
        <name>remark_box</name>
        <message>
            <source>Send the comment</source>
            <translation>Kommentar senden</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>Comment on this contribution</source>
            <translation>Kommentar zu diesem Beitrag</translation>
        </message>
        <message>
            <source>Its author and all who review here read this. It decides nothing.</source>
            <translation>Das lesen die einreichende Person und alle, die hier prüfen. Entschieden wird damit nichts.</translation>
        </message>
    </context>
    <context>
        <name>reply_box</name>
        <message>
            <source>Your object stays as you have sent it.</source>
            <translation>Ihr Objekt bleibt, wie Sie es gesendet haben.</translation>
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
            <translation>Antwort auf die Rückfrage der Gemeinde</translation>
        </message>
        <message>
            <source>The answer is too long: {} of at most {} characters.</source>
            <translation>Die Antwort ist zu lang: {} von höchstens {} Zeichen.</translation>
        </message>
    </context>
    <context>
        <name>replying</name>
        <message>
            <source>Answering a question</source>
            <translation>Auf eine Rückfrage wird geantwortet</translation>
        </message>
        <message>
            <source>Answered, and submitted again.</source>
            <translation>Beantwortet und erneut eingereicht.</translation>
        </message>
        <message>
            <source>Cancelled. The list shows in a moment whether the answer has arrived.</source>
            <translation>Abgebrochen. Die Liste zeigt gleich, ob die Antwort angekommen ist.</translation>
        </message>
    </context>
    <context>
        <name>responsibility</name>
        <message>
            <source>Operator</source>
            <translation>Betreiber</translation>
        </message>
        <message>
            <source>Road authority</source>
            <translation>Straßenbaulast</translation>
        </message>
        <message>
            <source>Special area</source>
            <translation>Besonderes Gebiet</translation>
        </message>
        <message>
            <source>Table of responsibilities</source>
            <translation>Zuständigkeitstabelle</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Gemeinde</translation>
        </message>
        <message>
            <source>County or Land</source>
            <translation>Landkreis oder Land</translation>
        </message>
        <message>
            <source>none is stated</source>
            <translation>es ist keiner angegeben</translation>
        </message>
        <message>
            <source>nobody is named for {}</source>
            <translation>für {} ist niemand benannt</translation>
        </message>
        <message>
            <source>this is not about a road</source>
            <translation>es geht nicht um eine Straße</translation>
        </message>
        <message>
            <source>there is none here</source>
            <translation>hier gibt es keins</translation>
        </message>
        <message>
            <source>no rule for {}</source>
            <translation>keine Regel für {}</translation>
        </message>
        <message>
            <source>no office is stated for {}</source>
            <translation>für {} ist keine Stelle angegeben</translation>
        </message>
        <message>
            <source>it lies in none of the areas</source>
            <translation>es liegt in keinem der Gebiete</translation>
        </message>
        <message>
            <source>At the boundary with {}: the area in which it lies.</source>
            <translation>An der Grenze zu {}: das Gebiet, in dem es liegt.</translation>
        </message>
        <message>
            <source>On the boundary with {}: the lower key.</source>
            <translation>Auf der Grenze zu {}: der niedrigere Schlüssel.</translation>
        </message>
        <message>
            <source>Also within {}: the smallest area.</source>
            <translation>Auch innerhalb von {}: das kleinste Gebiet.</translation>
        </message>
        <message>
            <source>Beside all areas: the nearest one.</source>
            <translation>Neben allen Gebieten: das nächste.</translation>
        </message>
        <message>
            <source>At a crossing with {}: the higher road authority.</source>
            <translation>An einer Kreuzung mit {}: der höhere Straßenbaulastträger.</translation>
        </message>
        <message>
            <source>Also within {}: the area with priority.</source>
            <translation>Auch innerhalb von {}: das Gebiet mit Vorrang.</translation>
        </message>
        <message>
            <source>It lies beyond all areas: nobody here is responsible.</source>
            <translation>Es liegt außerhalb aller Gebiete: hier ist niemand zuständig.</translation>
        </message>
        <message>
            <source>{}: {}, by rule {}.</source>
            <translation>{}: {}, nach Regel {}.</translation>
        </message>
        <message>
            <source>the outside</source>
            <translation>außerhalb</translation>
        </message>
        <message>
            <source>{}: {}.</source>
            <translation>{}: {}.</translation>
        </message>
        <message>
            <source>no category</source>
            <translation>keine Kategorie</translation>
        </message>
    </context>
    <context>
        <name>restored</name>
        <message>
            <source>The municipality has put its database back to an earlier state.</source>
            <translation>Die Gemeinde hat einen älteren Stand ihrer Datenbank zurückgespielt.</translation>
        </message>
        <message>
            <source>Nothing of yours was lost.</source>
            <translation>Von Ihnen ist nichts verloren gegangen.</translation>
        </message>
        <message numerus="yes">
            <source>%n contributions arrived late, after you had undone the change. They are withdrawn now.</source>
            <translation>
                <numerusform>%n Beitrag ist verspätet angekommen, nachdem Sie die Änderung rückgängig gemacht hatten. Er ist jetzt zurückgezogen.</numerusform>
                <numerusform>%n Beiträge sind verspätet angekommen, nachdem Sie die Änderung rückgängig gemacht hatten. Sie sind jetzt zurückgezogen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there and have been sent again.</source>
            <translation>
                <numerusform>Von Ihren Beiträgen ging dort einer verloren und wurde noch einmal gesendet.</numerusform>
                <numerusform>Von Ihren Beiträgen gingen dort %n verloren und wurden noch einmal gesendet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there. They are safe in the working copy: submit them again.</source>
            <translation>
                <numerusform>Von Ihren Beiträgen ging dort einer verloren. In der Arbeitskopie ist er sicher: Reichen Sie ihn noch einmal ein.</numerusform>
                <numerusform>Von Ihren Beiträgen gingen dort %n verloren. In der Arbeitskopie sind sie sicher: Reichen Sie sie noch einmal ein.</numerusform>
            </translation>
        </message>
        <message>
            <source>If you want it after all, make the change again and submit.</source>
            <translation>Wenn Sie ihn doch wollen, machen Sie die Änderung noch einmal, und reichen Sie sie ein.</translation>
        </message>
    </context>
    <context>
        <name>retrying</name>
        <message>
            <source>Sending what waits</source>
            <translation>Wartendes wird gesendet</translation>
        </message>
    </context>
    <context>
        <name>review_page</name>
        <message>
            <source>Giving a claim back</source>
            <translation>Reservierung wird freigegeben</translation>
        </message>
        <message>
            <source>Handing over</source>
            <translation>Abgabe</translation>
        </message>
        <message>
            <source>Claiming a contribution</source>
            <translation>Beitrag wird reserviert</translation>
        </message>
        <message>
            <source>Sending a decision</source>
            <translation>Entscheidung wird gesendet</translation>
        </message>
        <message>
            <source>Not yet: something is being sent. Take it back when that is done.</source>
            <translation>Noch nicht: Es wird gerade etwas gesendet. Nehmen Sie es danach zurück.</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Taking a decision back</source>
            <translation>Entscheidung wird zurückgenommen</translation>
        </message>
        <message>
            <source>The decision is taken back. You have claimed it again.</source>
            <translation>Die Entscheidung ist zurückgenommen. Der Beitrag ist wieder für Sie reserviert.</translation>
        </message>
        <message>
            <source>Show the new version</source>
            <translation>Neue Fassung zeigen</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Noch einmal nachsehen</translation>
        </message>
        <message>
            <source>There is no decision of yours to take back.</source>
            <translation>Es gibt keine Entscheidung von Ihnen, die Sie zurücknehmen könnten.</translation>
        </message>
        <message>
            <source>You are not connected. Choose a municipality above.</source>
            <translation>Es besteht keine Verbindung. Wählen Sie oben eine Gemeinde.</translation>
        </message>
        <message>
            <source>Loading a contribution</source>
            <translation>Beitrag wird geladen</translation>
        </message>
        <message>
            <source>Publishing</source>
            <translation>Beiträge werden übernommen</translation>
        </message>
    </context>
    <context>
        <name>review_parts</name>
        <message>
            <source>Answered. Its author reads your note.</source>
            <translation>Beantwortet. Wer den Beitrag eingereicht hat, liest Ihre Notiz.</translation>
        </message>
        <message>
            <source>The service cannot be reached. You see the list as it was: {}. Refresh when you are online.</source>
            <translation>Der Dienst ist nicht erreichbar. Sie sehen die Liste, wie sie war: {}. Aktualisieren Sie, wenn Sie wieder online sind.</translation>
        </message>
        <message>
            <source>Noted: somebody has looked at it, and it is good.</source>
            <translation>Vermerkt: Jemand hat es angesehen, und es ist in Ordnung.</translation>
        </message>
        <message>
            <source>Noted. The reverse is in the queue; somebody else decides about it.</source>
            <translation>Vermerkt. Das Gegenstück ist in der Prüfliste; jemand anderes entscheidet darüber.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Wird geladen</translation>
        </message>
        <message>
            <source>Accepted. It is on the map once it is published.</source>
            <translation>Angenommen, noch nicht übernommen.</translation>
        </message>
        <message>
            <source>Asked back. Its author reads your note and works on it again.</source>
            <translation>Rückfrage gestellt. Wer den Beitrag eingereicht hat, liest Ihre Notiz und bearbeitet ihn noch einmal.</translation>
        </message>
        <message>
            <source>Rejected. Its author reads your note.</source>
            <translation>Abgelehnt. Wer den Beitrag eingereicht hat, liest Ihre Notiz.</translation>
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
            <translation>Verwaltung der Technik</translation>
        </message>
    </context>
    <context>
        <name>session</name>
        <message>
            <source>No contact yet</source>
            <translation>Noch kein Kontakt</translation>
        </message>
        <message>
            <source>Last contact: {}</source>
            <translation>Letzter Kontakt: {}</translation>
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
            <translation>Die Sprache ändert sich beim nächsten Start von QGIS, oder jetzt. Senden Sie vorher, was Sie gerade schreiben.</translation>
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
            <translation>Zur Seite Karte</translation>
        </message>
        <message>
            <source>Go to the page My contributions</source>
            <translation>Zur Seite Meine Beiträge</translation>
        </message>
        <message>
            <source>Go to the page Review</source>
            <translation>Zur Seite Prüfen</translation>
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
            <translation>Jemand anderes hat dieses Objekt auch geändert. Es bleibt, wie Sie es haben, und wird gesendet, sobald Sie entschieden haben.</translation>
        </message>
        <message>
            <source>It is kept here, and goes with the next submission.</source>
            <translation>Es ist hier aufgehoben und geht mit dem nächsten Einreichen mit.</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>wird gesendet</translation>
        </message>
        <message>
            <source>not known whether it arrived</source>
            <translation>unklar, ob es angekommen ist</translation>
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
            <translation>Die Antwort der Gemeinde ging unterwegs verloren: Vielleicht hat sie es, vielleicht nicht. Es ist hier aufgehoben. Beim nächsten Versuch wird erst nachgefragt: Was die Gemeinde schon hat, wird nicht doppelt gesendet.</translation>
        </message>
        <message>
            <source>Read the reason, change the object and submit again.</source>
            <translation>Lesen Sie den Grund, ändern Sie das Objekt und reichen Sie noch einmal ein.</translation>
        </message>
        <message>
            <source>Submitted, and not sent yet: {}.</source>
            <translation>Eingereicht und noch nicht gesendet: {}.</translation>
        </message>
        <message>
            <source>Being sent: {}.</source>
            <translation>Wird gesendet: {}.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}.</source>
            <translation>Unklar, ob angekommen: {}.</translation>
        </message>
        <message>
            <source>Submitted under another login, and sent by itself under that one only.</source>
            <translation>Das wurde mit einer anderen Anmeldung eingereicht. Von selbst wird es nur mit dieser gesendet.</translation>
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
            <translation>weitere Arbeit nötig</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>abgegeben</translation>
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
            <translation>nicht zuständig</translation>
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
            <translation>Nichts zu tun: Jemand sieht es sich an. Sie können es noch ändern oder zurückziehen.</translation>
        </message>
        <message>
            <source>Keep it as a draft, or restore the object as it was.</source>
            <translation>Behalten Sie es als Entwurf, oder stellen Sie das Objekt wieder her, wie es war.</translation>
        </message>
        <message>
            <source>Nothing to do: somebody is looking at it.</source>
            <translation>Nichts zu tun: Jemand sieht es sich gerade an.</translation>
        </message>
        <message>
            <source>Read the answer, answer it or revise the object, submit again.</source>
            <translation>Lesen Sie die Antwort. Antworten Sie in Worten oder bessern Sie das Objekt nach, und reichen Sie noch einmal ein.</translation>
        </message>
        <message>
            <source>Nothing to do: another authority is looking at it.</source>
            <translation>Nichts zu tun: Eine andere Stelle sieht es sich an.</translation>
        </message>
        <message>
            <source>Nothing to do: it will soon be on the map.</source>
            <translation>Nichts zu tun: Es steht bald in der Karte.</translation>
        </message>
        <message>
            <source>Read the answer. Revise and submit again, or restore the object as it was.</source>
            <translation>Lesen Sie die Antwort. Bessern Sie nach und reichen Sie noch einmal ein, oder stellen Sie das Objekt wieder her, wie es war.</translation>
        </message>
        <message>
            <source>Read the answer. Restore the object as it was.</source>
            <translation>Lesen Sie die Antwort. Stellen Sie das Objekt wieder her, wie es war.</translation>
        </message>
        <message>
            <source>Read the answer: another authority is responsible.</source>
            <translation>Lesen Sie die Antwort: Eine andere Stelle ist zuständig.</translation>
        </message>
        <message>
            <source>It is on the map already. Restore the object and refresh.</source>
            <translation>Es steht schon in der Karte. Stellen Sie das Objekt wieder her und aktualisieren Sie.</translation>
        </message>
        <message>
            <source>Done: it is on the map. Thank you!</source>
            <translation>Fertig: Es steht in der Karte. Vielen Dank!</translation>
        </message>
        <message>
            <source>Somebody else changed the object meanwhile. Refresh on the page Map puts both together; then submit again.</source>
            <translation>Jemand anderes hat das Objekt inzwischen geändert. Aktualisieren auf der Seite Karte führt beides zusammen; dann reichen Sie noch einmal ein.</translation>
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
            <translation>Offline</translation>
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
            <translation>Keine Änderungen von Ihnen. Es ist nichts zu tun.</translation>
        </message>
        <message>
            <source>Offline. You can go on working.</source>
            <translation>Offline. Sie können weiterarbeiten.</translation>
        </message>
        <message>
            <source>Somebody else's working copy: for reading only.</source>
            <translation>Arbeitskopie von jemand anderem: nur zum Ansehen.</translation>
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
            <translation>Bearbeitet und noch nicht gespeichert: {}.</translation>
        </message>
        <message>
            <source>In conflict, for you to decide: {}.</source>
            <translation>Konflikte, die Sie entscheiden: {}.</translation>
        </message>
        <message>
            <source>Not taken by the municipality: {}.</source>
            <translation>Von der Gemeinde nicht angenommen: {}.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}.</source>
            <translation>Unklar, ob angekommen: {}.</translation>
        </message>
        <message>
            <source>Waiting to be sent: {}.</source>
            <translation>Wartet auf das Senden: {}.</translation>
        </message>
        <message>
            <source>Layers that are not here as a whole: {}.</source>
            <translation>Unvollständige Ebenen: {}.</translation>
        </message>
        <message>
            <source>Changes, not sent yet: {}.</source>
            <translation>Änderungen, noch nicht gesendet: {}.</translation>
        </message>
        <message>
            <source>Sent back to you with a question: {}.</source>
            <translation>Mit einer Frage an Sie zurück: {}.</translation>
        </message>
        <message>
            <source>With the municipality, not published yet: {}.</source>
            <translation>Bei der Gemeinde, noch nicht übernommen: {}.</translation>
        </message>
        <message>
            <source>Safe on this computer, and not sent yet: {}.</source>
            <translation>Sicher auf diesem Computer und noch nicht gesendet: {}.</translation>
        </message>
        <message>
            <source>Not saved yet, so save your layers: {}.</source>
            <translation>Noch nicht gespeichert: {}. Speichern Sie Ihre Ebenen.</translation>
        </message>
    </context>
    <context>
        <name>submit_box</name>
        <message>
            <source>The comment is too long: {} of at most {} characters.</source>
            <translation>Der Kommentar ist zu lang: {} von höchstens {} Zeichen.</translation>
        </message>
        <message>
            <source>Why, and where you know it from (optional)</source>
            <translation>Warum, und woher Sie es wissen (freiwillig)</translation>
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
            <translation>{} von höchstens {} Zeichen</translation>
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
            <translation>Abgebrochen. Was nicht gesendet wurde, steht noch in der Liste.</translation>
        </message>
        <message>
            <source>Checking changes</source>
            <translation>Änderungen werden geprüft</translation>
        </message>
        <message>
            <source>Submitting changes</source>
            <translation>Änderungen werden eingereicht</translation>
        </message>
        <message>
            <source>Sending what waits</source>
            <translation>Wartendes wird gesendet</translation>
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
            <translation>Unterwegs abgebrochen. Ihre Arbeit ist sicher. Reichen Sie noch einmal ein, dann zeigt es sich: Was die Gemeinde schon hat, wird nicht doppelt gesendet.</translation>
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
            <translation>Nicht angenommen: {}. Die Liste sagt, warum.</translation>
        </message>
        <message>
            <source>Not known whether it arrived: {}. The list tells what to do.</source>
            <translation>Unklar, ob angekommen: {}. Die Liste sagt, was zu tun ist.</translation>
        </message>
        <message>
            <source>Written over what nobody had seen: {}. Refresh and look.</source>
            <translation>Überschrieben, was niemand gesehen hatte: {}. Aktualisieren Sie und sehen Sie nach.</translation>
        </message>
        <message>
            <source>In conflict, and not sent before you decide: {}.</source>
            <translation>Im Konflikt und nicht gesendet, bevor Sie entscheiden: {}.</translation>
        </message>
        <message>
            <source>The municipality has everything already.</source>
            <translation>Die Gemeinde hat schon alles.</translation>
        </message>
        <message>
            <source>Nothing was sent. Your changes are still in the working copy.</source>
            <translation>Nichts wurde gesendet. Ihre Änderungen stehen noch in der Arbeitskopie.</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Berichtigen</translation>
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
            <translation>Die Gemeinde hat nicht angegeben, unter welcher Lizenz sie Beiträge annimmt. Fragen Sie nach, wenn Ihnen das wichtig ist.</translation>
        </message>
        <message>
            <source>Your user name goes to the municipality's service, as with every login. In the list of contributions you appear under a pseudonym. Those who review see your contribution, your comment and the pseudonym. Do not write names or other personal data of anybody into values or comments.</source>
            <translation>Ihr Benutzername geht wie bei jeder Anmeldung an den Dienst der Gemeinde. In der Liste der Beiträge stehen Sie mit einem Pseudonym. Wer prüft, sieht Ihren Beitrag, Ihren Kommentar und das Pseudonym. Schreiben Sie keine Namen und keine anderen persönlichen Daten in Werte oder Kommentare.</translation>
        </message>
        <message>
            <source>Please read this before you contribute to {}.</source>
            <translation>Bitte lesen Sie das, bevor Sie zu {} beitragen.</translation>
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
            <translation>Hier ist nichts angegeben.</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>Mehr lesen</translation>
        </message>
        <message>
            <source>I agree, submit</source>
            <translation>Ich stimme zu, einreichen</translation>
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
            <translation>Ihre Vertrauensstufe: neu. Was Sie einreichen, sieht immer zuerst ein Mensch an.</translation>
        </message>
        <message>
            <source>this kind of change is for a person.</source>
            <translation>über solche Änderungen entscheidet ein Mensch.</translation>
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
            <translation>von der Gemeinde ernannt</translation>
        </message>
        <message>
            <source>Your level of trust: known. People look at what you send before it counts.</source>
            <translation>Ihre Vertrauensstufe: bekannt. Was Sie einreichen, sieht zuerst ein Mensch an.</translation>
        </message>
        <message>
            <source>Your level of trust: proven. Where the municipality allows it, small changes of yours are accepted at once.</source>
            <translation>Ihre Vertrauensstufe: bewährt. Wo die Gemeinde es erlaubt, werden kleine Änderungen von Ihnen gleich angenommen.</translation>
        </message>
        <message>
            <source>Your level of trust: appointed by the municipality. Where it allows it, small changes of yours are accepted at once.</source>
            <translation>Ihre Vertrauensstufe: von der Gemeinde ernannt. Wo sie es erlaubt, werden kleine Änderungen von Ihnen gleich angenommen.</translation>
        </message>
        <message>
            <source>Accepted by rule: a harmless change of a trusted person.</source>
            <translation>Automatisch angenommen: harmlose Änderung von jemandem, dem vertraut wird.</translation>
        </message>
        <message>
            <source>Accepted by rule: a trusted person moved it by at most 3 m.</source>
            <translation>Automatisch angenommen: um höchstens 3 m verschoben von jemandem, dem vertraut wird.</translation>
        </message>
        <message>
            <source>Accepted by rule: a new point of a trusted person.</source>
            <translation>Automatisch angenommen: neuer Punkt von jemandem, dem vertraut wird.</translation>
        </message>
        <message>
            <source>Accepted by rule.</source>
            <translation>Automatisch angenommen.</translation>
        </message>
        <message>
            <source>Nobody has looked at it.</source>
            <translation>Angesehen hat es niemand.</translation>
        </message>
        <message>
            <source>It was drawn by lot: somebody is to look at it.</source>
            <translation>Es wurde ausgelost: Jemand soll es ansehen.</translation>
        </message>
        <message>
            <source>Somebody has looked at it since: it is good.</source>
            <translation>Jemand hat es danach angesehen: Es ist in Ordnung.</translation>
        </message>
        <message>
            <source>Somebody has looked at it since, and objected.</source>
            <translation>Jemand hat es danach angesehen und widersprochen.</translation>
        </message>
        <message>
            <source>Not accepted by rule: {}</source>
            <translation>Nicht automatisch angenommen: {}</translation>
        </message>
        <message>
            <source>its author is not trusted so far.</source>
            <translation>der Person wird noch nicht so weit vertraut.</translation>
        </message>
        <message>
            <source>it is part of a mass edit.</source>
            <translation>es gehört zu einer sehr großen Einreichung.</translation>
        </message>
        <message>
            <source>not everything could be checked.</source>
            <translation>es konnte nicht alles geprüft werden.</translation>
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
            <translation>es wurde am selben Tag schon automatisch verschoben.</translation>
        </message>
        <message>
            <source>owner, area and key are never changed by rule.</source>
            <translation>Eigentum, Gebiet und Schlüssel werden nie automatisch geändert.</translation>
        </message>
        <message>
            <source>that was enough within one hour.</source>
            <translation>das war genug für eine Stunde.</translation>
        </message>
        <message>
            <source>it was moved by {} m.</source>
            <translation>es wurde um {} m verschoben.</translation>
        </message>
        <message>
            <source>the field {} is not among the harmless ones.</source>
            <translation>das Feld {} gehört nicht zu den harmlosen.</translation>
        </message>
        <message>
            <source>Level: {}</source>
            <translation>Stufe: {}</translation>
        </message>
    </context>
    <context>
        <name>twin</name>
        <message>
            <source>⚠ It may be here already.</source>
            <translation>⚠ Vielleicht gibt es das Objekt schon.</translation>
        </message>
        <message>
            <source>Compared with the object that is alike: this is another one.</source>
            <translation>Mit dem ähnlichen Objekt verglichen: Das hier ist ein anderes.</translation>
        </message>
        <message>
            <source>⚠ It may have been proposed already.</source>
            <translation>⚠ Vielleicht ist es schon vorgeschlagen.</translation>
        </message>
        <message>
            <source>{}: proposed {}, there {}</source>
            <translation>{}: vorgeschlagen {}, dort {}</translation>
        </message>
        <message>
            <source>Compared with the proposal that is alike: this is another object.</source>
            <translation>Mit dem ähnlichen Vorschlag verglichen: Das hier ist ein anderes Objekt.</translation>
        </message>
        <message>
            <source>Place there: {}</source>
            <translation>Lage dort: {}</translation>
        </message>
        <message>
            <source>{} m away.</source>
            <translation>{} m entfernt.</translation>
        </message>
        <message>
            <source>… and {} more</source>
            <translation>… und {} weitere</translation>
        </message>
        <message>
            <source>The same in both: {}.</source>
            <translation>In beiden gleich: {}.</translation>
        </message>
    </context>
    <context>
        <name>twin_box</name>
        <message>
            <source>Show both</source>
            <translation>Beide zeigen</translation>
        </message>
        <message>
            <source>It is a duplicate …</source>
            <translation>Es ist doppelt …</translation>
        </message>
        <message>
            <source>It is not a duplicate</source>
            <translation>Es ist nicht doppelt</translation>
        </message>
    </context>
    <context>
        <name>unit_desk</name>
        <message>
            <source>Sending decisions</source>
            <translation>Entscheidungen werden gesendet</translation>
        </message>
        <message>
            <source>Taking decisions back</source>
            <translation>Entscheidungen werden zurückgenommen</translation>
        </message>
        <message>
            <source>Publishing</source>
            <translation>Beiträge werden übernommen</translation>
        </message>
        <message>
            <source>Looking for what belongs together</source>
            <translation>Zusammengehöriges wird gesucht</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
    </context>
    <context>
        <name>unit_view</name>
        <message>
            <source>Show all of them on the map</source>
            <translation>Alle auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Belongs together</source>
            <translation>Gehört zusammen</translation>
        </message>
        <message>
            <source>This one is open</source>
            <translation>Dieser ist geöffnet</translation>
        </message>
        <message>
            <source>Look at this one</source>
            <translation>Diesen ansehen</translation>
        </message>
        <message>
            <source>Working on what belongs together</source>
            <translation>Zusammengehöriges wird bearbeitet</translation>
        </message>
    </context>
    <context>
        <name>unit_words</name>
        <message>
            <source>What is marked is decided and published as a whole, or not at all. On the map: the others green, dash-dotted.</source>
            <translation>Über das Angekreuzte wird als Ganzes entschieden, und es wird als Ganzes übernommen, oder gar nicht. Auf der Karte: die anderen grün, strichpunktiert.</translation>
        </message>
        <message>
            <source>{0} m from “{1}”</source>
            <translation>{0} m von „{1}“</translation>
        </message>
        <message>
            <source>another one comes in its place</source>
            <translation>an seine Stelle kommt ein neues</translation>
        </message>
        <message>
            <source>in place of one that goes, {} m away</source>
            <translation>anstelle eines, das entfällt, {} m entfernt</translation>
        </message>
        <message>
            <source>your own: somebody else decides</source>
            <translation>Ihr eigener: jemand anderes entscheidet</translation>
        </message>
        <message>
            <source>⚠ Half of a replacement: “{}” goes, and nothing comes in its place.</source>
            <translation>⚠ Nur die Hälfte eines Ersatzes: „{}“ entfällt, und nichts kommt an seine Stelle.</translation>
        </message>
        <message>
            <source>⚠ Half of a replacement: “{}” comes, and the old one stays beside it.</source>
            <translation>⚠ Nur die Hälfte eines Ersatzes: „{}“ kommt hinzu, und das alte bleibt daneben stehen.</translation>
        </message>
        <message>
            <source>Nothing of it was decided.</source>
            <translation>Über nichts davon wurde entschieden.</translation>
        </message>
        <message>
            <source>Accept together ({})</source>
            <translation>Zusammen annehmen ({})</translation>
        </message>
        <message>
            <source>Publish together ({})</source>
            <translation>Zusammen übernehmen ({})</translation>
        </message>
        <message>
            <source>Accepted together: {}. They are on the map once they are published.</source>
            <translation>Zusammen angenommen: {}. In der Karte stehen sie, sobald sie übernommen sind.</translation>
        </message>
        <message>
            <source>Nothing of it was decided, because of “{}”.</source>
            <translation>Über nichts davon wurde entschieden, wegen „{}“.</translation>
        </message>
        <message>
            <source>touches “{}”</source>
            <translation>berührt „{}“</translation>
        </message>
        <message>
            <source>claimed by {}</source>
            <translation>reserviert von {}</translation>
        </message>
    </context>
    <context>
        <name>versions_map</name>
        <message>
            <source>Ring: a vertex that moved.</source>
            <translation>Ring: ein verschobener Stützpunkt.</translation>
        </message>
        <message>
            <source>What may be the same: green, dashed and dotted.</source>
            <translation>Was dasselbe sein kann: grün, Strich und Punkt.</translation>
        </message>
        <message>
            <source>Very large shapes are shown simplified.</source>
            <translation>Sehr große Formen sind vereinfacht dargestellt.</translation>
        </message>
        <message>
            <source>On the map: {} blue, dashed, square. {} orange, solid, diamond. {} purple, dotted, cross.</source>
            <translation>Auf der Karte: {} blau, gestrichelt, Quadrat. {} orange, durchgezogen, Raute. {} violett, gepunktet, Kreuz.</translation>
        </message>
        <message>
            <source>lies outside this map</source>
            <translation>liegt außerhalb dieser Karte</translation>
        </message>
        <message>
            <source>shown simplified</source>
            <translation>vereinfacht dargestellt</translation>
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
            <translation>von beiden geändert, und verschieden</translation>
        </message>
        <message>
            <source>{}, {} and {}, field by field</source>
            <translation>{}, {} und {}, Feld für Feld</translation>
        </message>
        <message>
            <source>Nothing differs.</source>
            <translation>Es gibt keinen Unterschied.</translation>
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
            <translation>⚠ Das Objekt ist schon weg. Es gibt nichts mehr zu übernehmen.</translation>
        </message>
        <message>
            <source>⚠ It is on the map already as proposed. There is nothing left to publish.</source>
            <translation>⚠ Es steht schon so auf der Karte wie vorgeschlagen. Es gibt nichts mehr zu übernehmen.</translation>
        </message>
        <message>
            <source>⚠ Somebody has deleted this object meanwhile. It cannot be published as proposed.</source>
            <translation>⚠ Jemand hat das Objekt inzwischen gelöscht. So wie vorgeschlagen kann es nicht übernommen werden.</translation>
        </message>
        <message>
            <source>⚠ Somebody has changed this meanwhile: compare Before and Now.</source>
            <translation>⚠ Jemand hat das Objekt inzwischen geändert: Vergleichen Sie Vorher und Aktuell.</translation>
        </message>
        <message>
            <source>It cannot be published as proposed. Put both together with “Correct …”, or ask back.</source>
            <translation>So wie vorgeschlagen kann es nicht übernommen werden. Führen Sie beides mit „Berichtigen …“ zusammen, oder fragen Sie zurück.</translation>
        </message>
        <message>
            <source>Changed by both, and differently: {}.</source>
            <translation>Von beiden geändert, und verschieden: {}.</translation>
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
            <translation>anders geändert (Richtung, Höhe oder Teile)</translation>
        </message>
        <message>
            <source>changed; too large to compare</source>
            <translation>geändert; zu groß zum Vergleichen</translation>
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
            <translation>anderer Ort; nicht vergleichbar</translation>
        </message>
        <message>
            <source>The vertices are too many, or too far away, to compare.</source>
            <translation>Es sind zu viele Stützpunkte, oder sie liegen zu weit weg: nicht vergleichbar.</translation>
        </message>
        <message>
            <source>Vertices elsewhere than before: {} of {}</source>
            <translation>Stützpunkte anderswo als vorher: {} von {}</translation>
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
            <translation>einer liegt {} m vom nächsten früheren entfernt</translation>
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
