#!/usr/bin/env python3
# oracle.py: a second judge: predicts from product.md what the portal must answer, and asks it
#
#   oracle.py --url http://localhost:8080 --var FOLDER [--triples 5000] [--seed 1] [--no-world]
#
# Requirement TN-03. Each triple is a random (actor, action, object). Between them people change
# roles, leave, are suspended, accounts are shut: all of it behind the portal's back, and all of
# it must count from the next request. Run it at an instance of its own: it changes the data.
# Prints each disagreement with both answers, and ends with 1 if there was one.
import argparse
import random
import secrets
import socket
import sys
import time
from collections import Counter

sys.dont_write_bytecode = True
from model import Reader, after, answer_in, answer_managing, answer_merged, answer_people, answer_settings, changed, may_invite_into, members, moved, reached, reply_owner, suspended, switcher, witnesses
from portal import Actor
from rows import Database, Rows
from urllib.parse import quote, urlencode
from world import NAMES, WORDS, World, shuffle

SHUFFLE_EVERY = 60


class Disagreement(Exception):
    pass


def agree(what, predicted, answered):
    if predicted != answered:
        if isinstance(predicted, list) and len(predicted) > 6:
            at = next((i for i, pair in enumerate(zip(predicted, answered)) if pair[0] != pair[1]), min(len(predicted), len(answered)))
            what, predicted, answered = f"{what} from place {at}", predicted[at:at + 4], answered[at:at + 4]
        raise Disagreement(f"{what}: oracle says {predicted!r}, portal says {answered!r}")


class Oracle:
    def __init__(self, url, folder, dice, world):
        self.dice, self.folder, self.database = dice, folder, Database(folder)
        if world:
            World(dice, self.database).insert()
        self.rows = Rows(self.database)
        users = list(self.rows.suspended)
        self.actors = {user: Actor(url, folder, user, self.database) for user in users + [None]}
        self.done, self.kinds, self.found, self.raced = Counter(), Counter(), 0, 0

    # ---------------------------------------------------------------- what is asked
    def account(self, actor):
        """Mostly one that the actor can reach, else any, or one that nobody has."""
        reached = [a for a in self.rows.accounts.values() if answer_in(self.rows, actor.user, a) not in ("404", "sign-in")]
        if reached and self.dice.random() < 0.85:
            return self.dice.choice(reached)
        return self.dice.choice(list(self.rows.accounts.values())) if self.dice.random() < 0.9 else None

    def talk(self, account, reader):
        """Mostly one that is seen, else one of the account, of another, or of nobody."""
        luck = self.dice.random()
        if reader and luck < 0.65 and (seen := reader.talks()):
            return self.dice.choice(seen)
        tree = self.rows.trees.get(account.root) if account else None
        here = [talk for talk in tree or [] if talk.account is account]
        if luck < 0.97:
            return self.dice.choice(here if here and luck < 0.88 else self.everything)
        return None

    def triple(self):
        actor = self.actors[self.dice.choice(list(self.actors))]
        account = self.account(actor)
        action = self.dice.choices(list(ACTIONS), [weight for _, weight in ACTIONS.values()])[0]
        number = account.id if account else 4000000000
        may = account and actor.user is not None and answer_in(self.rows, actor.user, account)
        reader = Reader(self.rows, actor.user, account) if may and may not in ("404", "sign-in") else None
        self.plan = {"luck": self.dice.random(), "pick": self.dice.random(), "talk": self.talk(account, reader)}
        talk = self.plan["talk"]
        said = f"user {actor.user}, {action}, account {number}" + (f", conversation {talk.id} of {talk.account.id}" if talk else "")
        return said, action, actor, account, number, reader

    def judge(self, at):
        self.everything = list(self.rows.talks.values())
        said, action, actor, account, number, reader = self.triple()
        self.done[action] += 1
        for again in (False, True):
            try:
                ACTIONS[action][0](self, actor, account, number, reader)
                return
            except Disagreement as fault:
                before = self.state()
                self.rows.read()  # somebody else may have written since: a receipt, an answer
                if not again and self.state() != before:
                    self.raced += 1
                    reader = reader and Reader(self.rows, actor.user, account)
                    continue
                self.found += 1
                role = f" ({reader.role})" if reader else ""
                print(f"disagreement at triple {at}: {said}{role}: {fault}", flush=True)
                return

    def state(self):
        return {key: (len(talk.messages), talk.marks()) for key, talk in self.rows.talks.items()}

    # ---------------------------------------------------------------- pages of an account
    def door(self, page, expected):
        self.kinds[expected] += 1
        agree("the door", expected, page.kind)
        return expected == "open"

    def tab(self, reader):
        tabs = ["all", "unread"] if reader and not reader.whole else ["open", "unread", "closed"]
        return tabs[int(self.plan["pick"] * len(tabs))]

    def inbox(self, actor, account, number, reader):
        tab = self.tab(reader)
        page = actor.get(f"/{number}/inbox?tab={tab}")
        if self.door(page, answer_in(self.rows, actor.user, account)):
            tabs = reader.tabs()
            self.is_list(actor, page, reader, tabs, tab, tabs)

    def merged(self, actor, account, number, reader):
        expected = answer_merged(self.rows, actor.user, account)
        tree = Reader(self.rows, actor.user, account, True) if expected == "open" else None
        chosen, foreign = None, False
        if tree and self.plan["luck"] < 0.5:
            chosen = list(self.rows.accounts.values())[int(self.plan["pick"] * len(self.rows.accounts))]
            foreign = chosen.root != account.root
        tab = self.tab(tree)
        page = actor.get(f"/{number}/all/inbox?tab={tab}{f'&account={chosen.id}' if chosen else ''}")
        if foreign:
            agree("a foreign account as filter", actor.get(f"/{number}/all/inbox?tab={tab}&account=4000000000").kind, page.kind)
            agree("rows of a foreign account", [], page.rows())
        elif self.door(page, expected):
            every = tree.tabs()
            tabs = {name: [t for t in talks if not chosen or t.account.id == chosen.id] for name, talks in every.items()}
            self.is_list(actor, page, tree, tabs, tab, every)

    def is_list(self, actor, page, reader, tabs, tab, all_tabs):
        """The first page and those behind it hold just these rows, and all counts agree."""
        agree("counts of the tabs", {name: len(talks) for name, talks in tabs.items()}, page.tabs())
        agree("unread in the menu and the bar", [len(all_tabs["unread"])] * 2, page.unread())
        self.is_rows(reader, tabs[tab], self.all_rows(actor, page))

    def all_rows(self, actor, page):
        return [row for rows in self.all_pages(actor, page) for row in rows]

    def all_pages(self, actor, page):
        pages = [page.rows()]
        while path := page.older():
            page = actor.get(path)
            agree("an older page", "open", page.kind)
            pages.append(page.rows())
        return pages

    def is_rows(self, reader, talks, rows):
        agree("rows", [(talk.account.id, talk.id) for talk in talks], [row[:2] for row in rows])
        for talk, (_, number, unread, name, who, preview) in zip(talks, rows):
            agree(f"unread mark of {number}", reader.unread(talk), unread)
            if contact := self.rows.contacts.get((talk.account.id, talk.msisdn)):
                agree(f"name of {number}", contact, name)
            words = " ".join(reader.visible(talk)[-1].body.split())
            begin = " ".join(preview.split()).rstrip("…").strip()
            if not begin or not words.startswith(begin):
                agree(f"preview of {number}", words, preview)
            if not reader.whole and who not in ("", "You"):
                agree(f"writer in the row of {number}", "You", who)

    def search(self, actor, account, number, reader):
        asked = self.asked()
        merged = self.plan["luck"] < 0.3 and answer_merged(self.rows, actor.user, account) == "open"
        if merged:
            reader = Reader(self.rows, actor.user, account, True)
        page = actor.get(f"/{number}/{'all/' if merged else ''}inbox?{urlencode({'q': asked})}")
        if not self.door(page, answer_in(self.rows, actor.user, account)):
            return
        groups, rows = reader.search(asked), page.groups()
        agree(f"kinds of what {asked!r} finds", set(), set(rows) - set(groups))
        for kind, (must, may) in groups.items():
            self.is_group(f"search for {asked!r} among {kind}", self.all_pages(actor, rows[kind]) if kind in rows else [], must, may)

    def is_group(self, what, pages, must, may):
        """Each once a page, no hit missing, none too many, newest hit first."""
        for rows in pages:
            agree(f"{what}, each once", sorted({row[:2] for row in rows}), sorted(row[:2] for row in rows))
        found = list(dict.fromkeys(row[:2] for rows in pages for row in rows))
        agree(f"{what} misses", set(), set(must) - set(found))
        agree(f"{what} finds too much", set(), set(found) - set(may))
        sure = [key for key in found if must.get(key, [None])[-1] == may[key][-1]]
        agree(f"{what}, newest first", sorted(sure, key=lambda key: may[key][-1], reverse=True), sure)

    def asked(self):
        """A word of a message, a contact's name, or a number as people write it."""
        kind, talk = int(self.plan["pick"] * 1000) % 4, self.plan["talk"]
        if not talk or not talk.messages or kind == 0:
            return "harbour" if self.plan["luck"] < 0.5 else "zzyzx"
        if kind == 1:
            return self.rows.contacts.get((talk.account.id, talk.msisdn), talk.msisdn)
        if kind == 2:
            return talk.msisdn
        words = [word for word in talk.messages[int(self.plan["luck"] * len(talk.messages))].body.split() if word.isascii() and word.isalnum() and len(word) > 3]
        return words[0] if words else "station"

    def changes(self, actor, account, number, reader):
        """What is new since the beginning is the list; since now it is nothing."""
        talk, tab = self.plan["talk"], self.tab(reader)
        at = talk.id if talk and self.plan["luck"] < 0.6 else ""
        page = actor.get(f"/{number}/inbox/changes?since=0&tab={tab}&at={at}")
        expected = answer_in(self.rows, actor.user, account)
        seen = reader.visible(talk) if reader and at and reader.within(talk) else []
        if at and not seen and expected == "open" and page.kind == "404":
            agree("changes at a conversation out of sight", page.bytes(), actor.get(f"/{number}/inbox/changes?since=0&tab={tab}&at=4611686018427387904").bytes())
            return
        if not self.door(page, expected):
            return
        if page.status == 204:
            agree("nothing new since the beginning", 0, len(reader.talks()))
            return
        tabs, rows = reader.tabs(), page.rows()
        agree("counts of the tabs", {name: len(talks) for name, talks in tabs.items()}, page.tabs())
        agree("unread in the menu and the bar", [len(tabs["unread"])] * 2, page.unread())
        self.is_rows(reader, tabs[tab][:max(len(rows), 20)], rows)
        says = page.says()
        agree("messages of the open conversation", [m.id for m in seen][-len(says):] if says else [], says)
        self.is_quiet(actor, page)

    def is_quiet(self, actor, page, tries=5):
        """Nothing is new since an answer; but a receipt may come in between, which shows once."""
        while tries > 0 and page.status == 200 and (since := page.since()):
            page, tries = actor.get(since), tries - 1
            if page.status == 204:
                return
        agree("tries until nothing is new", True, tries > 0)

    def thread(self, actor, account, number, reader):
        talk = self.plan["talk"]
        page = actor.get(f"/{number}/inbox/{talk.id if talk else 4611686018427387904}")
        if not self.object(actor, page, account, reader, talk, f"/{number}/inbox/4611686018427387904"):
            return
        agree("forms", reader.forms(talk), page.forms())
        agree("unread in the menu and the bar", [len(reader.tabs()["unread"])] * 2, page.unread())
        who = actor.get(f"/{number}/inbox/{talk.id}/who")
        agree("who can see it, by name", "open" if reader.whole else "role", who.kind)
        if reader.whole:
            agree("who can see it", witnesses(self.rows, account, talk), who.witnesses())
        says, events = page.says(), page.events()
        while path := page.earlier():
            page = actor.get(path)
            says, events = page.says() + says, page.events() + events
        agree("messages", [message.id for message in reader.visible(talk)], says)
        agree("events", sorted(talk.events) if reader.whole else [], sorted(events))

    def object(self, actor, page, account, reader, talk, unknown, sees=True):
        """True if it is to be seen; else the answer must be that of what does not exist."""
        expected = answer_in(self.rows, actor.user, account)
        if expected == "open" and not (talk and reader.within(talk) and reader.visible(talk) and sees):
            self.kinds["out of sight"] += 1
            agree("what is out of sight", "404", page.kind)
            agree("bytes of it", actor.get(unknown).bytes(), page.bytes())
            return False
        return self.door(page, expected)

    def trace(self, actor, account, number, reader):
        talk = self.plan["talk"]
        message = talk.messages[int(self.plan["pick"] * len(talk.messages))] if talk and talk.messages else None
        page = actor.get(f"/{number}/messages/{message.id if message else 4611686018427387904}")
        self.object(actor, page, account, reader, talk, f"/{number}/messages/4611686018427387904", bool(reader and message and reader.sees(message)))

    def send_page(self, actor, account, number, reader):
        self.door(actor.get(f"/{number}/send"), answer_in(self.rows, actor.user, account))
        self.door(actor.get(f"/{number}/send/sent/{secrets.token_urlsafe(32)}"),
                  "404" if answer_in(self.rows, actor.user, account) == "open" else answer_in(self.rows, actor.user, account))

    def switch(self, actor, account, number, reader):
        page = actor.get(f"/accounts/tree?at={number}" if self.plan["luck"] < 0.5 else "/accounts")
        if actor.user is None or self.rows.suspended[actor.user]:
            agree("the door", "sign-in", page.kind)
            return
        agree("the door", "open", page.kind)
        reached, merged = switcher(self.rows, actor.user)
        shown, shown_merged = page.tree()
        agree("accounts in the switcher", sorted(reached), sorted(shown))
        for one, what in reached.items():
            agree(f"role and unread of {one}", what, (shown[one][0].split()[0], shown[one][1]))
        agree("merged in the switcher", merged, shown_merged)

    # ---------------------------------------------------------------- acts
    def act(self, actor, account, number, reader, act):
        talk = self.plan["talk"]
        sound = self.plan["pick"] < 0.9
        seen = reader.visible(talk) if reader and talk and reader.within(talk) else []
        fields = {"seen": str(seen[-1].id if seen else 1)} if act == "read" else {}
        if act == "reply":
            fields = {"text": f"oracle {WORDS[int(self.plan['luck'] * len(WORDS))]}", "once": secrets.token_urlsafe(32)}
        page = actor.post(number, talk.id if talk else 4611686018427387904, act, fields, sound)
        expected = answer_in(self.rows, actor.user, account, True, act)
        if expected == "open" and not sound:
            expected = "403"
        elif expected == "open" and not seen:
            expected = "404"
        before = talk and (talk.marks(), [m.id for m in talk.messages])
        if talk:
            key = (talk.account.id, talk.id)
            wanted = after(talk, reader, act) if expected == "open" else before[0]
            talk = self.plan["talk"] = self.rows.read_talk(*key)
        self.door(page, expected)
        if not talk:
            return
        new = [message for message in talk.messages if message.id not in set(before[1])]
        if act == "reply" and expected == "open":
            agree("who wrote the new messages", [(actor.user, "out", fields["text"])], [(m.user, m.direction, m.body) for m in new if m.direction == "out"])
            agree("own projection", True, actor.user in talk.own_unread)
        else:
            agree("new messages", [], [message.id for message in new if message.direction == "out"])
            agree("closed, unread, unread by owner", wanted, talk.marks())

    # ---------------------------------------------------------------- accounts and settings
    def manage(self, actor, account, number, _reader):
        """A parent's page of accounts; then one of them is suspended, closed or opened again."""
        page = actor.get(f"/{number}/accounts")
        if not self.door(page, answer_managing(self.rows, actor.user, account)):
            actor_post = actor.form(number, "/accounts/:id/suspend", {"was": "active"}, number)
            self.door(actor_post, answer_managing(self.rows, actor.user, account, True))
            return
        target = list(self.rows.accounts.values())[int(self.plan["pick"] * len(self.rows.accounts))]
        act, was = [("suspend", "active"), ("close", "active"), ("close", "suspended"), ("reopen", "suspended"),
                    ("reopen", "closed")][int(self.plan["luck"] * 5)]
        page = actor.form(number, f"/accounts/:id/{act}", {"was": was}, target.id)
        before = {one.id: one.state for one in self.rows.accounts.values()}
        expected = answer_managing(self.rows, actor.user, account, True)
        if expected == "open" and (target.root != account.id or target.id == account.id):
            expected = "404"
        elif expected == "open":
            to = moved(target.state, act, was)
            expected = "open" if to else "409"
            before[target.id] = to or target.state
        self.rows.read_people()
        for talk in self.rows.talks.values():
            talk.account = self.rows.accounts[talk.account.id]
        self.door(page, expected)
        agree("states of all accounts", before, {one.id: one.state for one in self.rows.accounts.values()})

    def people(self, actor, account, number, _reader):
        """Who is in an account and what one of them reaches; then a role is changed, or somebody taken out."""
        page = actor.get(f"/{number}/users")
        if self.door(page, answer_people(self.rows, actor.user, account)):
            agree("people", members(self.rows, account), page.people())
        everybody = sorted(self.rows.suspended)
        here = members(self.rows, account) if account else []
        target = (here if here and self.plan["luck"] < 0.8 else everybody)[int(self.plan["pick"] * len(here if here and self.plan["luck"] < 0.8 else everybody))]
        inside = account and (target, account.id) in self.rows.roles
        page, expected = actor.get(f"/{number}/users/{target}"), answer_people(self.rows, actor.user, account)
        if self.door(page, "404" if expected == "open" and not inside else expected) and inside:
            agree("what they reach", reached(self.rows, actor.user, target), page.reach())
        self.change(actor, account, number, target, inside)

    def change(self, actor, account, number, target, inside):
        held = self.rows.roles[target, account.id] if inside else "basic"
        was = held if self.plan["pick"] < 0.9 else "advanced"
        to = [None, "basic", "advanced", "administrator"][int(self.plan["luck"] * 1000) % 4]
        act, fields = ("role", {"was": was, "role": to, "sure": "1"}) if to else ("remove", {"was": was})
        page = actor.form(number, f"/users/:id/{act}", fields, target)
        expected, wanted = answer_people(self.rows, actor.user, account, True), dict(self.rows.roles)
        if expected == "open" and not inside:
            expected = "404"
        elif expected == "open":
            wanted[target, account.id] = changed(self.rows, actor.user, account, target, was, to)
        self.rows.read_people()
        for talk in self.rows.talks.values():
            talk.account = self.rows.accounts[talk.account.id]
        self.door(page, expected)
        agree("roles that are other than foreseen", [], sorted({item for item in wanted.items() if item[1]} ^ set(self.rows.roles.items())))

    def invite(self, actor, account, number, _reader):
        """The log and the invitations are the Administrators'; one of them invites, sometimes where it is not theirs to."""
        rows, user = self.rows, actor.user
        self.door(actor.get(f"/{number}/audit"), answer_settings(rows, user, account))
        self.door(actor.get(f"/{number}/invites"), answer_settings(rows, user, account))
        target = list(rows.accounts.values())[int(self.plan["pick"] * len(rows.accounts))]
        role = ["basic", "advanced", "administrator"][int(self.plan["luck"] * 3)]
        email = f"oracle-{secrets.token_hex(8)}@invited.example"
        page = actor.form(number, "/invites", {"who": email, "note": "", f"role_{target.id}": role})
        expected = answer_settings(rows, user, account, True)
        if expected == "open" and not may_invite_into(rows, account, target):
            expected = "400"
        given = self.database("SELECT g.account_id, g.role FROM invite AS i JOIN invite_grant AS g USING (root_id, invite_id) "
                              f"WHERE i.email = '{email}' AND i.made_in = {number}")
        self.door(page, expected)
        agree("what the invitation gives", [[str(target.id), role]] if expected == "open" else [], [list(row) for row in given])

    def settings(self, actor, account, number, _reader):
        """The reply window as it holds here: locked above, own, from above, or the standard."""
        page = actor.get(f"/{number}/settings")
        if self.door(page, answer_settings(self.rows, actor.user, account)):
            agree("the reply window", f"{account.reply_days} day{'s' if account.reply_days != 1 else ''}", page.setting("Reply window"))
        self.door(actor.form(number, "/settings/replies", {"version": "999999"}),
                  "409" if answer_settings(self.rows, actor.user, account, True) == "open" else answer_settings(self.rows, actor.user, account, True))

    def handset(self, _actor, _account, _number, _reader):
        """Somebody out there writes: it belongs to whom they answer, and the conversation opens."""
        talk = self.plan["talk"]
        if not talk or talk.account.state != "active" or suspended(self.rows, talk.account):
            return  # product.md does not say what becomes of texts to these
        text, (_, _, unread) = f"handset {secrets.token_hex(8)}", talk.marks()
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(f"{self.folder}/run/smsc.control")
            line.sendall(f"inbound {talk.msisdn} {talk.sender} {text}\n".encode())
            agree("the carrier", b"ok", line.recv(100)[:2])
        until, came = time.monotonic() + 20, []
        while not came and time.monotonic() < until:
            time.sleep(0.02)
            talk = self.rows.read_talk(talk.account.id, talk.id)
            came = [message for message in talk.messages if message.body == text]
        agree("texts that came", 1, len(came))
        agree("what it answers and whose it is", reply_owner(talk, came[0]), (came[0].answers, came[0].user))
        owner = {came[0].user} - {None}
        agree("closed, unread, unread by owner", (False, True, tuple(sorted({*unread} | owner))), talk.marks())

    # ---------------------------------------------------------------- rows that the portal made
    def owners(self):
        """Whom each inbound message belongs to, section 4 rule 1, and who has a projection."""
        for talk in self.rows.talks.values():
            for message in talk.messages:
                if message.direction == "in" and reply_owner(talk, message) != (message.answers, message.user):
                    self.found += 1
                    print(f"disagreement: message {message.id} of account {talk.account.id} answers and belongs to "
                          f"{(message.answers, message.user)}, the oracle says {reply_owner(talk, message)}")
            writers = {message.user for message in talk.messages} - {None}
            if writers != set(talk.own_unread):
                self.found += 1
                print(f"disagreement: conversation {talk.id} of {talk.account.id} has projections for {set(talk.own_unread)}, oracle says {writers}")


ACTIONS = {
    "list": (Oracle.inbox, 20), "merged": (Oracle.merged, 8), "thread": (Oracle.thread, 20), "trace": (Oracle.trace, 14),
    "search": (Oracle.search, 10), "changes": (Oracle.changes, 8), "switch": (Oracle.switch, 5), "send": (Oracle.send_page, 3),
    "handset": (Oracle.handset, 1), "manage": (Oracle.manage, 4), "settings": (Oracle.settings, 4), "people": (Oracle.people, 5),
    "invite": (Oracle.invite, 3),
    **{act: (lambda self, *rest, act=act: self.act(*rest, act), weight)
       for act, weight in {"read": 5, "unread": 3, "close": 4, "reopen": 4, "reply": 2}.items()},
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--var", required=True)
    parser.add_argument("--triples", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-world", action="store_true", help="leave the rows as they are")
    parser.add_argument("--most", type=int, default=20, help="stop after so many disagreements")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    oracle = Oracle(options.url, options.var, dice, not options.no_world)
    oracle.owners()
    began, at = time.monotonic(), 0
    while at < options.triples and oracle.found < options.most:
        at += 1
        oracle.judge(at)
        if at % SHUFFLE_EVERY == 0:
            shuffle(dice, oracle.rows, oracle.database)
    oracle.rows.read()
    oracle.owners()
    seconds = time.monotonic() - began
    for what, counts in ("asked", oracle.done), ("to be answered", oracle.kinds):
        print(f"seed {options.seed}, {what}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"{at} triples, {oracle.found} disagreements, {oracle.raced} asked again, {seconds:.1f} s, {at / seconds:.0f}/s")
    sys.exit(1 if oracle.found else 0)


if __name__ == "__main__":
    main()
