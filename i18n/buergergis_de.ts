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
            <source>It starts with https:// or http://, and has no user name or password in it.</source>
            <translation>Sie beginnt mit https:// oder http:// und enthält weder Benutzernamen noch Passwort.</translation>
        </message>
        <message>
            <source>Choose another one, or unlock it with the master password.</source>
            <translation>Wählen Sie eine andere oder entsperren Sie sie mit dem Master-Passwort.</translation>
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
            <source>Keep the file and ask for help.</source>
            <translation>Behalten Sie die Datei und lassen Sie sich helfen.</translation>
        </message>
        <message>
            <source>Check whether it is write-protected.</source>
            <translation>Prüfen Sie, ob sie schreibgeschützt ist.</translation>
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
            <source>Try again.</source>
            <translation>Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Update the plugin, or ask the municipality to update its service.</source>
            <translation>Aktualisieren Sie die Erweiterung oder bitten Sie die Gemeinde, ihren Dienst zu aktualisieren.</translation>
        </message>
        <message>
            <source>Choose an authentication configuration.</source>
            <translation>Wählen Sie eine Authentifizierungskonfiguration.</translation>
        </message>
    </context>
</TS>
