<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>digest</name>
        <message numerus="yes">
            <source>%n of your contributions wait for you.</source>
            <translation>
                <numerusform>One of your contributions waits for you.</numerusform>
                <numerusform>%n of your contributions wait for you.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contributions wait to be reviewed.</source>
            <translation>
                <numerusform>%n contribution waits to be reviewed.</numerusform>
                <numerusform>%n contributions wait to be reviewed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The deadline of %n of them has passed.</source>
            <translation>
                <numerusform>The deadline of %n of them has passed.</numerusform>
                <numerusform>The deadline of %n of them has passed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… and %n more</numerusform>
                <numerusform>… and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>photos</name>
        <message numerus="yes">
            <source>%n photos are safe in your working copy, and sent once the contribution has arrived.</source>
            <translation>
                <numerusform>%n photo is safe in your working copy, and sent once the contribution has arrived.</numerusform>
                <numerusform>%n photos are safe in your working copy, and sent once the contribution has arrived.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>plain</name>
        <message numerus="yes">
            <source>Of %n changes it is not known whether they have arrived. Submit again: what can be looked up is looked up. New objects without a mark of their own wait until you have looked at the map and decided (buergergis:doubtful).</source>
            <translation>
                <numerusform>Of %n change it is not known whether it has arrived. Submit again: what can be looked up is looked up. New objects without a mark of their own wait until you have looked at the map and decided (buergergis:doubtful).</numerusform>
                <numerusform>Of %n changes it is not known whether they have arrived. Submit again: what can be looked up is looked up. New objects without a mark of their own wait until you have looked at the map and decided (buergergis:doubtful).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new objects go to layers whose objects have no mark of their own. If the connection breaks at the wrong moment, nobody can tell by itself whether one has arrived. It is not sent a second time then: you will be asked.</source>
            <translation>
                <numerusform>%n new object goes to a layer whose objects have no mark of their own. If the connection breaks at the wrong moment, nobody can tell by itself whether it has arrived. It is not sent a second time then: you will be asked.</numerusform>
                <numerusform>%n new objects go to layers whose objects have no mark of their own. If the connection breaks at the wrong moment, nobody can tell by itself whether one has arrived. It is not sent a second time then: you will be asked.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>queue_words</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>in %n day</numerusform>
                <numerusform>in %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>restored</name>
        <message numerus="yes">
            <source>%n contributions arrived late, after you had undone the change. They are withdrawn now.</source>
            <translation>
                <numerusform>%n contribution arrived late, after you had undone the change. It is withdrawn now.</numerusform>
                <numerusform>%n contributions arrived late, after you had undone the change. They are withdrawn now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there and have been sent again.</source>
            <translation>
                <numerusform>Of yours, one was lost there and has been sent again.</numerusform>
                <numerusform>Of yours, %n were lost there and have been sent again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of yours, %n were lost there. They are safe in the working copy: submit them again.</source>
            <translation>
                <numerusform>Of yours, one was lost there. It is safe in the working copy: submit it again.</numerusform>
                <numerusform>Of yours, %n were lost there. They are safe in the working copy: submit them again.</numerusform>
            </translation>
        </message>
    </context>
</TS>
