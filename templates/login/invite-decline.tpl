{{%AUTOESCAPE context="HTML"}}
{{! login/invite-decline.tpl: the form of the button "Decline", on the three pages of whom an invitation is for. Frame names only }}
<form id="decline" method="post" action="/invite/decline"><input type="hidden" name="token" value="{{token_invite_decline}}"></form>
