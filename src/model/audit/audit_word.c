/* audit_word.c: the words of audit.action, and what people read instead */
#include "model/audit/audit_word.h"

/* clang-format off */
const struct audit_word audit_words[] = {
    { "sign-in.ok",        "Signed in" },
    { "sign-in.fail",      "Sign-in failed" },
    { "session.end",       "Signed out elsewhere" },
    { "access.deny",       "Not allowed" },
    { "password.change",   "Password changed" },
    { "password.ask",      "Password reset asked for" },
    { "password.reset",    "Password reset" },
    { "confirm.fail",      "Password not confirmed" },
    { "totp.on",           "Authenticator added" },
    { "totp.off",          "Authenticator removed" },
    { "totp.fail",         "Authenticator code refused" },
    { "recovery.make",     "Recovery codes made" },
    { "recovery.use",      "Recovery code used" },
    { "email.ask",         "E-mail change asked for" },
    { "email.change",      "E-mail address changed" },
    { "profile.change",    "Profile changed" },
    { "invite.make",       "Invited" },
    { "invite.resend",     "Invited again" },
    { "invite.revoke",     "Invite taken back" },
    { "invite.accept",     "Invite accepted" },
    { "invite.decline",    "Invite declined" },
    { "role.change",       "Role changed" },
    { "user.remove",       "Person removed" },
    { "user.leave",        "Left the account" },
    { "account.create",    "Account opened" },
    { "account.rename",    "Account renamed" },
    { "account.suspend",   "Account suspended" },
    { "account.resume",    "Account resumed" },
    { "account.close",     "Account closed" },
    { "setting.change",    "Setting changed" },
    { "sender.add",        "Number added" },
    { "view-as.start",     "Viewing as somebody" },
    { "view-as.end",       "Viewing as somebody ended" },
    { "audit.export",      "Audit log exported" },
    { 0 }
};
/* clang-format on */

struct str audit_word_title(struct str word)
{
    for (const struct audit_word *known = audit_words; known->word; known++)
        if (str_is(word, known->word))
            return str_of(known->title);
    return word;
}
