{{%AUTOESCAPE context="HTML"}}
{{! mail/mail-end.tpl: the end of every HTML mail. Fed by the mail }}
<hr>
<p><small>Sent by Branchline at <a href="{{home}}">{{site}}</a>. Nobody reads answers to this address.</small></p>
</body>
</html>
