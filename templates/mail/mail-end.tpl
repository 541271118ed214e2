{{%AUTOESCAPE context="HTML"}}
{{! mail/mail-end.tpl: the end of every HTML mail. Fed by the mail }}
</main>
<hr>
<footer><p><small>Sent by Branchline at <a href="{{home}}">{{site}}</a>. Nobody reads answers to this address.</small></p></footer>
</body>
</html>
