<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>algorithms</name>
        <message>
            <source>Authentication configuration</source>
            <translation>Authentifizierungskonfiguration</translation>
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
            <translation>Zeigt, was in einer Arbeitskopie seit dem Laden geändert wurde: eine Zeile für jedes Objekt, mit der Art der Änderung, den Namen der geänderten Felder und dem Objekt vorher und nachher als JSON-FG. Geht auch ohne Netz.</translation>
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
            <translation>Lädt Ebenen eines Dienstes in eine Arbeitskopie: ein GeoPackage, das mit den gewohnten Werkzeugen von QGIS bearbeitet wird, auch ohne Netz. LAYERS sind die Namen der Ebenen, durch Kommas getrennt; EXTENT beschränkt sie auf ein Gebiet. LOADED und EXPECTED sagen, wie viele Objekte geladen wurden und wie viele der Server hat. Eine vorhandene Arbeitskopie desselben Dienstes wird ergänzt; was darin geändert wurde, bleibt. In der Datei wird kein Passwort gespeichert.</translation>
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
            <source>Decides contributions of the review queue: accept, reject, ask_back, duplicate, not_responsible or already_done. A contribution that nobody has claimed is claimed first. Rejecting and asking back need a reason: position, attributes, incomplete, not_found_on_site, wrong_layer, duplicate, not_responsible, already_done, personal_data, abuse or other; a reason in your own words counts as other. The note is shown to the contributor. Nobody decides their own contributions. Each contribution is decided on its own; the error names the first that was not.</source>
            <translation>Entscheidet über Beiträge der Prüfliste: accept (annehmen), reject (ablehnen), ask_back (Rückfrage: weitere Arbeit nötig), duplicate (Doppelerfassung), not_responsible (nicht zuständig) oder already_done (bereits erledigt). Ein Beitrag, den noch niemand in Prüfung genommen hat, wird zuerst in Prüfung genommen. Ablehnung und Rückfrage brauchen eine Begründung: position (Lage), attributes (Sachdaten), incomplete (unvollständig), not_found_on_site (vor Ort nicht gefunden), wrong_layer (falsche Ebene), duplicate, not_responsible, already_done, personal_data (personenbezogene Daten), abuse (Missbrauch) oder other (anderes); eine Begründung in eigenen Worten zählt als other. Die Notiz liest, wer den Beitrag eingereicht hat. Niemand entscheidet über eigene Beiträge. Über jeden Beitrag wird einzeln entschieden; der Fehler nennt den ersten, bei dem es nicht ging.</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Begründung</translation>
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
            <source>Prepare a municipality for contributions</source>
            <translation>Gemeinde für Beiträge vorbereiten</translation>
        </message>
        <message>
            <source>Opens layers of a project for contributions. The tables of the review queue, the members and the policies come into the database that holds the layers: one GeoPackage or one PostgreSQL database. The published project is a copy through which nobody can write. The project itself and the tables of the municipality are not changed, and doing the same again changes nothing.

LAYERS: names of the layers that are open, separated by commas; each takes every kind of contribution, unless POLICY says otherwise. Empty with a POLICY: all that it names. Published layers that an earlier run opened and this one does not name are closed.
POLICY: JSON, described by resources/schemas/policy.schema.json.
MEMBERS: CSV with the heading person,identity,role,ars,layers. The accounts in it have the rights named there and no others; accounts that are not in it are left as they are.
ARS: Regionalschlüssel of the municipality, for layers whose policy names no other source.
WRITE_CONNECTION: for PostgreSQL, the pg_service entry of a role that may write; the project itself must read as a role that may not.
REMOVE: takes the queue out of the database again and deletes the published project. Everything in the queue is saved to a GeoPackage first.</source>
            <translation>Öffnet Ebenen eines Projekts für Beiträge. Die Tabellen der Prüfliste, die Mitglieder und die Regeln kommen in die Datenbank, in der die Ebenen liegen: ein GeoPackage oder eine PostgreSQL-Datenbank. Das veröffentlichte Projekt ist eine Kopie, durch die niemand schreiben kann. Das Projekt selbst und die Tabellen der Gemeinde werden nicht geändert, und dasselbe noch einmal ändert nichts.

LAYERS: Namen der geöffneten Ebenen, durch Kommas getrennt; jede nimmt Beiträge jeder Art an, wenn POLICY nichts anderes sagt. Leer und mit POLICY: alle, die dort genannt sind. Veröffentlichte Ebenen, die ein früherer Lauf geöffnet hat und dieser nicht nennt, werden geschlossen.
POLICY: JSON, beschrieben in resources/schemas/policy.schema.json.
MEMBERS: CSV mit der Kopfzeile person,identity,role,ars,layers. Die Konten darin haben die dort genannten Rechte und keine anderen; Konten, die nicht darin stehen, bleiben, wie sie sind.
ARS: Regionalschlüssel der Gemeinde, für Ebenen, deren Regeln keine andere Quelle nennen.
WRITE_CONNECTION: bei PostgreSQL der Eintrag in pg_service für eine Rolle, die schreiben darf; das Projekt selbst muss mit einer Rolle lesen, die es nicht darf.
REMOVE: nimmt die Prüfliste wieder aus der Datenbank und löscht das veröffentlichte Projekt. Vorher wird alles, was in der Prüfliste steht, in ein GeoPackage gesichert.</translation>
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
            <source>Nobody in MEMBERS has a right in the area of {}; is ARS right?</source>
            <translation>Niemand aus MEMBERS hat ein Recht im Gebiet von {}; stimmt ARS?</translation>
        </message>
        <message>
            <source>Layers open for contributions</source>
            <translation>Für Beiträge geöffnete Ebenen</translation>
        </message>
        <message>
            <source>Published project</source>
            <translation>Veröffentlichtes Projekt</translation>
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
            <source>Take everything back</source>
            <translation>Alles zurücknehmen</translation>
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
            <source>Writes accepted contributions to their municipal layers, together with their new status, in one Transaction, and reads back. A contribution whose feature has changed since it was proposed is not written: it becomes a conflict, to be reviewed again. Publishing the same contributions twice changes nothing.</source>
            <translation>Schreibt angenommene Beiträge in die Ebenen der Gemeinde, zusammen mit ihrem neuen Status und in einer einzigen Transaktion, und liest nach. Ein Beitrag, dessen Objekt sich seit dem Vorschlag geändert hat, wird nicht geschrieben: Er wird zum Konflikt und ist erneut zu prüfen. Dieselben Beiträge zweimal zu übernehmen, ändert nichts.</translation>
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
            <source>In conflict: {}</source>
            <translation>Im Konflikt: {}</translation>
        </message>
        <message>
            <source>Refresh a working copy</source>
            <translation>Arbeitskopie aktualisieren</translation>
        </message>
        <message>
            <source>Loads what the server has now. A layer is downloaded completely and counted before anything is replaced. What was changed in the working copy and is not published yet stays as it is. UPDATED counts the features that were added, changed or removed.</source>
            <translation>Lädt, was der Server jetzt hat. Eine Ebene wird vollständig geladen und gezählt, bevor etwas ersetzt wird. Was in der Arbeitskopie geändert und noch nicht übernommen wurde, bleibt, wie es ist. UPDATED zählt die Objekte, die hinzugekommen sind, geändert oder entfernt wurden.</translation>
        </message>
        <message>
            <source>Features updated</source>
            <translation>Aktualisierte Objekte</translation>
        </message>
        <message>
            <source>{}: the feature {} was changed here and by somebody else.</source>
            <translation>{}: Das Objekt {} wurde hier und von jemand anderem geändert.</translation>
        </message>
        <message>
            <source>Review queue</source>
            <translation>Prüfliste</translation>
        </message>
        <message>
            <source>Reads the contributions that you may see: your own, and as a reviewer those of your area. STATUS limits them to some statuses, separated by commas (submitted, in_review, needs_changes, accepted, rejected, published …); left empty, all that somebody still has to work on; * stands for all.</source>
            <translation>Liest die Beiträge, die Sie sehen dürfen: Ihre eigenen und, wenn Sie prüfen, die Ihres Gebiets. STATUS beschränkt sie auf bestimmte Status, durch Kommas getrennt: submitted (eingereicht), in_review (in Prüfung), needs_changes (weitere Arbeit nötig), accepted (angenommen), rejected (abgelehnt), published (übernommen) …; leer: alle, an denen noch jemand arbeiten muss; * steht für alle.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Contributions</source>
            <translation>Beiträge</translation>
        </message>
        <message>
            <source>Submit changes</source>
            <translation>Änderungen einreichen</translation>
        </message>
        <message>
            <source>Sends what was changed in a working copy to the review queue. Nothing is published before a reviewer has accepted it. Every change goes through the outbox in the working copy, so that it arrives once and only once, whatever happens to the network. With DIRECT, staff publish at once where the layer's policy allows it, as one Transaction; the rest goes into the queue. SERVICE is needed only if this person has never entered the address of the service before.</source>
            <translation>Sendet, was in einer Arbeitskopie geändert wurde, an die Prüfliste. Nichts wird übernommen, bevor es geprüft und angenommen ist. Jede Änderung geht durch den Postausgang in der Arbeitskopie, damit sie genau einmal ankommt, was auch immer mit dem Netz geschieht. Mit DIRECT übernimmt die Verwaltung sofort, wo die Regeln der Ebene es erlauben, in einer einzigen Transaktion; der Rest kommt in die Prüfliste. SERVICE ist nur nötig, wenn Sie die Adresse des Dienstes noch nie eingegeben haben.</translation>
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
            <source>Contributions submitted</source>
            <translation>Eingereichte Beiträge</translation>
        </message>
        <message>
            <source>Changes published</source>
            <translation>Übernommene Änderungen</translation>
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
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>What you may do</source>
            <translation>Was Sie dürfen</translation>
        </message>
        <message>
            <source>contribute: {}</source>
            <translation>beitragen: {}</translation>
        </message>
    </context>
    <context>
        <name>changes_view</name>
        <message>
            <source>waiting to be sent</source>
            <translation>wartet auf das Senden</translation>
        </message>
        <message>
            <source>not known whether it arrived</source>
            <translation>unklar, ob es angekommen ist</translation>
        </message>
        <message>
            <source>Changes that are not sent</source>
            <translation>Änderungen, die nicht gesendet sind</translation>
        </message>
        <message>
            <source>not taken: {}</source>
            <translation>nicht angenommen: {}</translation>
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
    </context>
    <context>
        <name>changes_words</name>
        <message>
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <source>Shape changed</source>
            <translation>Form geändert</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
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
            <translation>Die Ebenen werden auf Ihren Rechner kopiert. Dort können Sie sie bearbeiten, auch ohne Netz. Nichts wird gesendet, bevor Sie es einreichen.</translation>
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
            <source>QGIS keeps the password encrypted on this computer, behind its master password. It stands in no working copy and in no project.</source>
            <translation>QGIS speichert das Passwort verschlüsselt auf diesem Rechner, hinter seinem Hauptkennwort. Es steht in keiner Arbeitskopie und in keinem Projekt.</translation>
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
            <source>Nothing yet.</source>
            <translation>Noch nichts.</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
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
            <source>My comment</source>
            <translation>Mein Kommentar</translation>
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation>wartet auf das Senden</translation>
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
            <source>It goes with the next submission.</source>
            <translation>Es geht mit dem nächsten Einreichen mit.</translation>
        </message>
        <message>
            <source>Nothing to do: it is on its way.</source>
            <translation>Nichts zu tun: Es ist unterwegs.</translation>
        </message>
        <message>
            <source>Submit again: what the municipality has already is not sent twice.</source>
            <translation>Reichen Sie noch einmal ein: Was die Gemeinde schon hat, wird nicht doppelt gesendet.</translation>
        </message>
        <message>
            <source>Read the reason, change the object and submit again.</source>
            <translation>Lesen Sie den Grund, ändern Sie das Objekt und reichen Sie noch einmal ein.</translation>
        </message>
        <message>
            <source>Made: {}</source>
            <translation>Erstellt: {}</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <source>revision {}</source>
            <translation>Fassung {}</translation>
        </message>
        <message>
            <source>As of {}</source>
            <translation>Stand: {}</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
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
    </context>
    <context>
        <name>copy_list</name>
        <message>
            <source>complete: {} of {}</source>
            <translation>vollständig: {} von {}</translation>
        </message>
        <message>
            <source>incomplete: {} of {}</source>
            <translation>unvollständig: {} von {}</translation>
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
            <source>not saved yet: {}</source>
            <translation>noch nicht gespeichert: {}</translation>
        </message>
    </context>
    <context>
        <name>copy_panel</name>
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
            <translation>Noch keine Arbeitskopie. Wählen Sie oben Ebenen und dann „Ausleihen …“: Sie können sie auf Ihrem Rechner bearbeiten, auch ohne Netz.</translation>
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
            <source>Working copy {}</source>
            <translation>Arbeitskopie {}</translation>
        </message>
        <message>
            <source>It belongs to the service {}. Connect to it to refresh or submit.</source>
            <translation>Sie gehört zum Dienst {}. Zum Aktualisieren und Einreichen verbinden Sie sich mit ihm.</translation>
        </message>
    </context>
    <context>
        <name>copy_refresh</name>
        <message>
            <source>The working copy is up to date. New: {}, changed: {}, gone: {}.</source>
            <translation>Die Arbeitskopie ist aktuell. Neu: {}, geändert: {}, weggefallen: {}.</translation>
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
            <source>Changes of yours that somebody else has changed too: {}. They are kept.</source>
            <translation>Änderungen von Ihnen, die auch jemand anders geändert hat: {}. Sie bleiben erhalten.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>There are edits that QGIS has not saved yet: {}.</source>
            <translation>Es gibt Bearbeitungen, die QGIS noch nicht gespeichert hat: {}.</translation>
        </message>
    </context>
    <context>
        <name>decision_bar</name>
        <message>
            <source>{who} has claimed this until {until}. Choose another one, or come back then.</source>
            <translation>{who} hat diesen Beitrag bis {until} reserviert. Wählen Sie einen anderen, oder kommen Sie dann wieder.</translation>
        </message>
        <message>
            <source>Claim it first, so that nobody else decides meanwhile: for {} minutes.</source>
            <translation>Reservieren Sie den Beitrag zuerst, damit währenddessen niemand anders entscheidet: für {} Minuten.</translation>
        </message>
        <message>
            <source>By the clock here your claim has ended. The service decides: try, or claim again.</source>
            <translation>Nach der Uhr dieses Computers ist Ihre Reservierung abgelaufen. Der Dienst entscheidet: Versuchen Sie es, oder reservieren Sie noch einmal.</translation>
        </message>
        <message>
            <source>The claim has ended. Claim it again to decide.</source>
            <translation>Die Reservierung ist abgelaufen. Reservieren Sie noch einmal, um zu entscheiden.</translation>
        </message>
        <message>
            <source>⚠ Publishing met a conflict. Claim it to decide anew.</source>
            <translation>⚠ Beim Übernehmen gab es einen Konflikt. Reservieren Sie den Beitrag, um neu zu entscheiden.</translation>
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
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>More decisions</source>
            <translation>Weitere Entscheidungen</translation>
        </message>
        <message>
            <source>This is your own contribution: somebody else decides.</source>
            <translation>Das ist Ihr eigener Beitrag: Jemand anders entscheidet.</translation>
        </message>
        <message>
            <source>You have claimed this until {}.</source>
            <translation>Sie haben diesen Beitrag bis {} reserviert.</translation>
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
            <source>The service has refused this.</source>
            <translation>Der Dienst hat das abgelehnt.</translation>
        </message>
        <message>
            <source>It is not known whether the service has it.</source>
            <translation>Es ist nicht bekannt, ob es beim Dienst angekommen ist.</translation>
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
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
    </context>
    <context>
        <name>help</name>
        <message>
            <source>Bürger-GIS: help</source>
            <translation>Bürger-GIS: Hilfe</translation>
        </message>
        <message>
            <source>Help text</source>
            <translation>Hilfetext</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Connect to your municipality with its address. You see its layers and what you may do with each. Add a layer to look at it. To change something, check the layer out: it then lies in a working copy on your computer, and you edit it with QGIS's own tools, also without a network.</source>
            <translation>Verbinden Sie sich über die Adresse mit Ihrer Gemeinde. Sie sehen die Ebenen und was Sie mit jeder tun dürfen. Zum Ansehen fügen Sie eine Ebene zur Karte hinzu. Zum Ändern leihen Sie die Ebene aus: Dann liegt sie in einer Arbeitskopie auf Ihrem Computer, und Sie bearbeiten sie mit den Werkzeugen von QGIS, auch ohne Netz.</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
        <message>
            <source>Here are your changes, layer by layer. Say in a comment what you saw, and submit them. Nothing you do changes the municipality's map directly: somebody there looks at each contribution first. Their answer, and what you can do next, stand beside each contribution.</source>
            <translation>Hier stehen Ihre Änderungen, Ebene für Ebene. Schreiben Sie in einem Kommentar, was Sie gesehen haben, und reichen Sie die Änderungen ein. Nichts davon ändert die Karte der Gemeinde direkt: Dort sieht sich zuerst jemand jeden Beitrag an. Die Antwort, und was Sie als Nächstes tun können, steht bei jedem Beitrag.</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Only for those who review for the municipality. Each contribution is shown as it was before, as it is proposed and as it is now. Accept it, ask back, or reject it with a reason; then publish what is accepted.</source>
            <translation>Nur für die, die für die Gemeinde prüfen. Jeder Beitrag wird gezeigt: wie es vorher war, was vorgeschlagen ist und wie es jetzt ist. Nehmen Sie ihn an, fragen Sie zurück oder lehnen Sie ihn mit Begründung ab. Übernehmen Sie danach, was angenommen ist.</translation>
        </message>
        <message>
            <source>Is my work safe?</source>
            <translation>Ist meine Arbeit sicher?</translation>
        </message>
        <message>
            <source>Your changes stay in the working copy until they are published or you undo them. When the network fails, nothing is lost: submit again, and nothing arrives twice.</source>
            <translation>Ihre Änderungen bleiben in der Arbeitskopie, bis sie übernommen sind oder Sie sie zurücknehmen. Fällt das Netz aus, geht nichts verloren: Reichen Sie noch einmal ein; nichts kommt doppelt an.</translation>
        </message>
    </context>
    <context>
        <name>indicators</name>
        <message>
            <source>Features edited and not saved yet: {}. Save the layer to keep them.</source>
            <translation>Bearbeitet und noch nicht gespeichert: {}. Speichern Sie die Ebene, damit nichts verloren geht.</translation>
        </message>
        <message>
            <source>Incomplete: {} of {} features are here.</source>
            <translation>Unvollständig: {} von {} Objekten sind hier.</translation>
        </message>
        <message>
            <source>Your changes that are not published yet: {}.</source>
            <translation>Ihre Änderungen, die noch nicht übernommen sind: {}.</translation>
        </message>
        <message>
            <source>Somebody else's working copy: for reading only.</source>
            <translation>Die Arbeitskopie von jemand anderem: nur zum Ansehen.</translation>
        </message>
        <message>
            <source>No changes of yours. As on the server at {}.</source>
            <translation>Keine Änderungen von Ihnen. Stand des Servers: {}.</translation>
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
    </context>
    <context>
        <name>map_page</name>
        <message>
            <source>Zoom to the municipality</source>
            <translation>Zur Gemeinde zoomen</translation>
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
            <source>Connected to {}.</source>
            <translation>Verbunden mit {}.</translation>
        </message>
        <message>
            <source>Loaded: {} of {}. You can edit the layers now.</source>
            <translation>Geladen: {} von {}. Sie können die Ebenen jetzt bearbeiten.</translation>
        </message>
    </context>
    <context>
        <name>mine_page</name>
        <message>
            <source>Reading the working copy</source>
            <translation>Arbeitskopie wird gelesen</translation>
        </message>
        <message>
            <source>Save edits</source>
            <translation>Bearbeitung speichern</translation>
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
            <source>Changes, not sent yet</source>
            <translation>Änderungen, noch nicht gesendet</translation>
        </message>
        <message>
            <source>My contributions</source>
            <translation>Meine Beiträge</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Answers to your contributions: {}</source>
            <translation>Antworten auf Ihre Beiträge: {}</translation>
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
            <source>Log in to submit. Until then go on editing: all is kept.</source>
            <translation>Melden Sie sich an, um einzureichen. Arbeiten Sie bis dahin weiter: Alles ist aufgehoben.</translation>
        </message>
        <message>
            <source>This working copy belongs to another municipality.</source>
            <translation>Diese Arbeitskopie gehört zu einer anderen Gemeinde.</translation>
        </message>
        <message>
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
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
            <source>Documents/Bürger-GIS</source>
            <translation>Dokumente/Bürger-GIS</translation>
        </message>
        <message>
            <source>Folder for new working copies</source>
            <translation>Ordner für neue Arbeitskopien</translation>
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
            <source>Working copies and logins stay where they are.</source>
            <translation>Arbeitskopien und Anmeldungen bleiben, wo sie sind.</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
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
            <source>Choose another one, or unlock it with the master password.</source>
            <translation>Wählen Sie eine andere oder entsperren Sie sie mit dem Master-Passwort.</translation>
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
            <source>Run preparemunicipality.</source>
            <translation>Führen Sie preparemunicipality aus.</translation>
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
            <source>Give it a short name.</source>
            <translation>Geben Sie ihr einen Kurznamen.</translation>
        </message>
        <message>
            <source>Publish a copy of it without the join.</source>
            <translation>Veröffentlichen Sie eine Kopie davon ohne die Verknüpfung.</translation>
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
            <source>Correct or delete it in QGIS.</source>
            <translation>Berichtigen oder löschen Sie es in QGIS.</translation>
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
            <source>Keep this working copy until they are, or check out into a new file.</source>
            <translation>Behalten Sie diese Arbeitskopie, bis sie es sind, oder leihen Sie in eine neue Datei aus.</translation>
        </message>
        <message>
            <source>Check out into another file.</source>
            <translation>Leihen Sie in eine andere Datei aus.</translation>
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
            <source>Submit again: what the server has already is not sent twice.</source>
            <translation>Reichen Sie noch einmal ein: Was der Server schon hat, wird nicht zweimal gesendet.</translation>
        </message>
        <message>
            <source>Look at the current state and decide again.</source>
            <translation>Sehen Sie sich den aktuellen Stand an und entscheiden Sie neu.</translation>
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
            <source>Close the other program, or wait until it has finished.</source>
            <translation>Schließen Sie das andere Programm oder warten Sie, bis es fertig ist.</translation>
        </message>
        <message>
            <source>Start again whenever you like.</source>
            <translation>Sie können jederzeit neu beginnen.</translation>
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
            <source>Choose its municipality, or check out here.</source>
            <translation>Wählen Sie ihre Gemeinde, oder leihen Sie hier aus.</translation>
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
            <source>Withdraw it again: twice does no harm.</source>
            <translation>Ziehen Sie ihn noch einmal zurück: Zweimal schadet nicht.</translation>
        </message>
        <message>
            <source>Choose an authentication configuration.</source>
            <translation>Wählen Sie eine Authentifizierungskonfiguration.</translation>
        </message>
        <message>
            <source>Read the answer.</source>
            <translation>Lesen Sie die Antwort.</translation>
        </message>
        <message>
            <source>Publish again: what the server has already is not published twice.</source>
            <translation>Übernehmen Sie noch einmal: Was der Server schon hat, wird nicht doppelt übernommen.</translation>
        </message>
        <message>
            <source>Look at it again, then decide.</source>
            <translation>Sehen Sie noch einmal nach, dann entscheiden Sie.</translation>
        </message>
    </context>
    <context>
        <name>publish_box</name>
        <message>
            <source>conflict; it waits in the list to be reviewed again</source>
            <translation>Konflikt; der Beitrag steht wieder in der Prüfliste</translation>
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
            <source>Not done: {}.</source>
            <translation>Nicht bearbeitet: {}.</translation>
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
            <source>Your own: somebody else decides.</source>
            <translation>Ihr eigener Beitrag: Jemand anders entscheidet.</translation>
        </message>
        <message>
            <source>Claimed until {}</source>
            <translation>Reserviert bis {}</translation>
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
            <source>Claimed by me</source>
            <translation>Von mir reserviert</translation>
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
            <source>Contributions in the queue</source>
            <translation>Beiträge in der Prüfliste</translation>
        </message>
        <message>
            <source>All layers</source>
            <translation>Alle Ebenen</translation>
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
            <source>Nothing in the list with this choice. Choose other statuses or layers.</source>
            <translation>Hier steht gerade nichts. Wählen Sie einen anderen Stand oder andere Ebenen.</translation>
        </message>
        <message>
            <source>Nothing waits for you. What is submitted appears here.</source>
            <translation>Es wartet nichts auf Sie. Was eingereicht wird, erscheint hier.</translation>
        </message>
    </context>
    <context>
        <name>queue_words</name>
        <message>
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message>
            <source>1 day</source>
            <translation>1 Tag</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
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
            <source>{} days</source>
            <translation>{} Tage</translation>
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
            <source>It ends with: {}. What should its author know?</source>
            <translation>Ergebnis: {}. Was soll die Person wissen, die den Beitrag eingereicht hat?</translation>
        </message>
    </context>
    <context>
        <name>review_page</name>
        <message>
            <source>Reading the queue</source>
            <translation>Prüfliste wird gelesen</translation>
        </message>
        <message>
            <source>Giving a claim back</source>
            <translation>Reservierung wird freigegeben</translation>
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
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Not yet: something is being sent. Take it back when that is done.</source>
            <translation>Noch nicht: Es wird gerade etwas gesendet. Nehmen Sie es danach zurück.</translation>
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
            <source>Loading a contribution</source>
            <translation>Beitrag wird geladen</translation>
        </message>
        <message>
            <source>Publishing</source>
            <translation>Beiträge werden übernommen</translation>
        </message>
        <message>
            <source>You are not connected. Choose a municipality above.</source>
            <translation>Es besteht keine Verbindung. Wählen Sie oben eine Gemeinde.</translation>
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
            <source>Bürger-GIS: map, my contributions, review</source>
            <translation>Bürger-GIS: Karte, meine Beiträge, prüfen</translation>
        </message>
        <message>
            <source>Bürger-GIS</source>
            <translation>Bürger-GIS</translation>
        </message>
        <message>
            <source>Options…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
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
            <source>Read the answer, revise the object and submit again.</source>
            <translation>Lesen Sie die Antwort, bessern Sie das Objekt nach und reichen Sie es noch einmal ein.</translation>
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
            <source>Somebody else changed the object meanwhile; the municipality looks at it again.</source>
            <translation>Jemand anderes hat das Objekt inzwischen geändert. Die Stadt sieht es sich noch einmal an.</translation>
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
            <source>Cancelled. What was not sent is still in the list.</source>
            <translation>Abgebrochen. Was nicht gesendet wurde, steht noch in der Liste.</translation>
        </message>
        <message>
            <source>Submitting changes</source>
            <translation>Änderungen werden eingereicht</translation>
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
            <source>The municipality has everything already.</source>
            <translation>Die Gemeinde hat schon alles.</translation>
        </message>
        <message>
            <source>Nothing was sent. Your changes are still in the working copy.</source>
            <translation>Nichts wurde gesendet. Ihre Änderungen stehen noch in der Arbeitskopie.</translation>
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
        <message>
            <source>Nothing is stated here.</source>
            <translation>Hier ist nichts angegeben.</translation>
        </message>
    </context>
    <context>
        <name>versions_map</name>
        <message>
            <source>On the map: Before blue, dashed. Proposed orange, solid. Now purple, dotted.</source>
            <translation>Auf der Karte: Vorher blau, gestrichelt. Vorschlag orange, durchgezogen. Aktuell violett, gepunktet.</translation>
        </message>
        <message>
            <source>Very large shapes are shown simplified.</source>
            <translation>Sehr große Formen sind vereinfacht dargestellt.</translation>
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
            <source>All fields</source>
            <translation>Alle Felder</translation>
        </message>
        <message>
            <source>Before, proposed and now, field by field</source>
            <translation>Vorher, Vorschlag und Aktuell, Feld für Feld</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Feld</translation>
        </message>
        <message>
            <source>≠ not as before</source>
            <translation>≠ nicht wie vorher</translation>
        </message>
        <message>
            <source>Nothing differs.</source>
            <translation>Es gibt keinen Unterschied.</translation>
        </message>
        <message>
            <source>not as before</source>
            <translation>nicht wie vorher</translation>
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
    </context>
    <context>
        <name>versions_words</name>
        <message>
            <source>⚠ Somebody has changed this meanwhile: compare Before and Now. It cannot be published as proposed. Ask back, so that its author can look at it again.</source>
            <translation>⚠ Jemand hat das Objekt inzwischen geändert: Vergleichen Sie Vorher und Aktuell. So wie vorgeschlagen kann es nicht übernommen werden. Fragen Sie zurück, damit der Beitrag noch einmal angesehen wird.</translation>
        </message>
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
            <source>not there</source>
            <translation>nicht vorhanden</translation>
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
