# model.py: what product.md says that somebody gets, sections 2 to 4, said a second time
#
# Written from that text alone, as plainly as Python can: no counters, no projections, no
# indexes. A Reader is a person who acts in an account; whatever is asked of it walks the rows.

DAY = 86400


def role_in(rows, user, account):
    """The strongest way in counts: a parent's Administrator is one in every sub-account."""
    if rows.roles.get((user, account.root)) == "administrator":
        return "administrator"
    return rows.roles.get((user, account.id))


def suspended(rows, account):
    return "suspended" in (account.state, rows.accounts[account.root].state)


class Reader:
    """Somebody who reads one account or, merged, the tree of a parent."""

    def __init__(self, rows, user, account, merged=False):
        self.rows, self.user, self.account, self.merged = rows, user, account, merged
        self.role = role_in(rows, user, account)
        self.whole = merged or self.role != "basic"

    def sees(self, message):
        return self.whole or message.user == self.user

    def visible(self, talk):
        return [message for message in talk.messages if self.sees(message)]

    def within(self, talk):
        return talk.account.root == self.account.root if self.merged else talk.account.id == self.account.id

    def unread(self, talk):
        return talk.unread if self.whole else talk.own_unread.get(self.user, False)

    def talks(self):
        """All that the reader sees, newest message first; what others wrote does not move them."""
        newest = {}
        for talk in self.rows.trees.get(self.account.root, []):
            if self.within(talk) and (last := next(filter(self.sees, reversed(talk.messages)), None)):
                newest[talk] = last.id
        return sorted(newest, key=newest.get, reverse=True)

    def tabs(self):
        talks = self.talks()
        unread = [talk for talk in talks if self.unread(talk)]
        if not self.whole:
            return {"all": talks, "unread": unread}
        return {"open": [t for t in talks if not t.closed], "unread": unread, "closed": [t for t in talks if t.closed]}

    def forms(self, talk):
        """What a thread offers to do."""
        if self.account.state == "closed":
            return set()
        closing = ({"reopen"} if talk.closed else {"close"}) if self.whole else set()
        return {"reply", "read" if self.unread(talk) else "unread"} | closing

    def search(self, asked):
        """{kind: (must, may)}: what has to be found, and all that may be, with the id it is sorted by."""
        found = {kind: ({}, {}) for kind in ("people", "numbers", "messages")}
        asked, parts = asked.casefold(), words_of(asked)
        digits = "".join(c for c in asked if c.isdigit()).lstrip("0") if is_number(asked) else ""
        for talk in self.talks():
            key, seen = (talk.account.id, talk.id), self.visible(talk)
            name = self.rows.contacts.get((talk.account.id, talk.msisdn), "").casefold()
            words = [(message.id, set(words_of(message.body))) for message in seen]
            for kind, must, may in (
                    ("people", [seen[-1].id] if asked == name else [], [seen[-1].id] if asked in name else []),
                    ("numbers", *[[seen[-1].id] if digits and digits in talk.msisdn else []] * 2),
                    ("messages", [at for at, said in words if asked in said],
                     [at for at, said in words if parts and all(any(word.startswith(part) for word in said) for part in parts)])):
                for which, ids in zip(found[kind], (must, may)):
                    if ids:
                        which[key] = ids
        return found


def is_number(asked):
    return any(c.isdigit() for c in asked) and all(c.isdigit() or c in " +-.()/" for c in asked)


def words_of(text):
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def witnesses(rows, account, talk):
    """Members of an account who see something of a conversation: [(name, whether all of it)]."""
    members = [user for user, where in rows.roles if where == account.id and not rows.suspended[user]]
    readers = [(rows.names[user], Reader(rows, user, account)) for user in members]
    return sorted((name, reader.whole) for name, reader in readers if reader.visible(talk))


# ------------------------------------------------------------------ the two kinds of no
BASIC_MAY_NOT = {"close", "reopen"}


def answer_in(rows, user, account, post=False, act=None):
    """What the door of an account says to a person: sign-in, 404, shut, role or open."""
    if user is None or rows.suspended[user]:
        return "sign-in"
    role = role_in(rows, user, account) if account else None
    if role is None:
        return "404"
    if suspended(rows, account) or (post and account.state == "closed"):
        return "shut"
    return "role" if act in BASIC_MAY_NOT and role == "basic" else "open"


def answer_merged(rows, user, account):
    """Merged pages stand under a parent, for its Administrators."""
    if user is None or rows.suspended[user]:
        return "sign-in"
    if account is None or account.id != account.root or role_in(rows, user, account) is None:
        return "404"
    if suspended(rows, account):
        return "shut"
    return "open" if role_in(rows, user, account) == "administrator" else "role"


def answer_managing(rows, user, account, post=False):
    """Sub-accounts are looked after in the parent, by its Administrators."""
    expected = answer_in(rows, user, account, post)
    if expected == "open" and (account.id != account.root or role_in(rows, user, account) != "administrator"):
        return "role"
    return expected


def answer_settings(rows, user, account, post=False):
    """Settings are the Administrators', of the account or of its parent."""
    expected = answer_in(rows, user, account, post)
    return "role" if expected == "open" and role_in(rows, user, account) != "administrator" else expected


def answer_people(rows, user, account, post=False):
    """Who is in an account is told to all of its people but Basic users; Administrators change it."""
    expected = answer_in(rows, user, account, post)
    may = ("administrator",) if post else ("administrator", "advanced")
    return "role" if expected == "open" and role_in(rows, user, account) not in may else expected


def may_invite_into(rows, account, target):
    """From a page of `account`: a parent into itself and all below, a sub-account into itself; only where it is open."""
    inside = target.root == account.id or target.id == account.id
    return inside and target.state == "active" and not suspended(rows, target)


def members(rows, account):
    return sorted(user for user, where in rows.roles if where == account.id)


def reached(rows, reader, user):
    """Where somebody holds a role, as far as the reader may see who is there: [(name, role)]."""
    return sorted((account.name, role) for (who, where), role in rows.roles.items() if who == user
                  for account in [rows.accounts[where]] if answer_people(rows, reader, account) == "open")


def changed(rows, user, account, target, was, to):
    """The role that somebody holds after a form of `user` that was shown when it was `was`; None: none."""
    held = rows.roles[target, account.id]
    if was != held or was == to:
        return held
    others = [who for (who, where), role in rows.roles.items() if where == account.id and role == "administrator"
              and who != target and not rows.suspended[who]]
    above = account.id != account.root and rows.roles.get((user, account.root)) == "administrator"
    if held == "administrator" and to != held and not others and not above:
        return held  # the last one of a parent stays; of a sub-account only one from above takes it
    return to


def moved(state, act, was):
    """A sub-account's state after a form that was shown when it was `was`; None: it is told so."""
    to = {"suspend": "suspended", "close": "closed", "reopen": "active"}[act]
    return to if state == was or state == to else None


def switcher(rows, user):
    """Every account that the user can reach: {account: (role, unread)}; 'all' rows beside."""
    reached, merged = {}, {}
    for account in rows.accounts.values():
        if role := role_in(rows, user, account):
            reader = Reader(rows, user, account)
            reached[account.id] = (role, 0 if suspended(rows, account) else len(reader.tabs()["unread"]))
            if account.id == account.root and role == "administrator" and any(
                    other.root == account.id != other.id for other in rows.accounts.values()):
                merged[account.id] = 0 if suspended(rows, account) else len(Reader(rows, user, account, True).tabs()["unread"])
    return reached, merged


# ------------------------------------------------------------------ what an act leaves behind
def after(talk, reader, act):
    """(closed, unread, who has it unread) after a person did something."""
    closed, unread, own = talk.closed, talk.unread, dict(talk.own_unread)
    if act in ("read", "unread"):
        if reader.whole:
            unread = act == "unread"
        if not reader.whole or (act == "read" and reader.user in own):  # who read all has read what is theirs
            own[reader.user] = act == "unread"
    if act in ("close", "reopen"):
        unread = unread and (closed or act != "close")  # product.md is silent: what is closed has been dealt with
        closed = act == "close"
    return (closed, unread, tuple(sorted(user for user, is_unread in own.items() if is_unread)))


def reply_owner(talk, message):
    """(in_reply_to, owner) of an inbound message: the newest outbound one within the window."""
    window = talk.account.reply_days * DAY
    before = [m for m in talk.messages if m.direction == "out" and m.id < message.id]
    if not before or message.sent_at - before[-1].sent_at > window:
        return None, None
    return before[-1].id, before[-1].user
