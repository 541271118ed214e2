# world.py: random trees beside what is there, and random changes of who may do what
#
# The rows that the portal lists by (last message, preview, a Basic user's projection, counts)
# are made here from the messages, by the rules of product.md, section 4.
import time
from datetime import datetime, timedelta, timezone

from rows import reply_days

EPOCH = datetime(2020, 1, 1, tzinfo=timezone.utc)
TREES = [("postpaid", 5), ("postpaid", 3), ("prepaid", 1)]
PEOPLE = 18
ROLES = ["administrator", "advanced", "basic", "basic"]
NAMES = ["Ash", "Birch", "Cedar", "Dogwood", "Elder", "Fir & <b>Sons</b>", 'Gum "Blue"', "Hazel", "Ivy's", "Juniper"]
WORDS = ["tram", "ferry", "platform", "ticket", "signal", "depot", "bridge", "station", "harbour", "signalbox", "Straße", "µm",
         "<b>bold</b>", "5%", "under_score", "O'Clock", "late", "early"]
KEPT = ["account", "user", "membership", "setting", "sender", "contact", "conversation", "conversation_own", "conversation_event", "inbox_count", "message"]


def quoted(value):
    if value is None:
        return "NULL"
    if isinstance(value, (int, bool)):
        return str(int(value))
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


class World:
    def __init__(self, dice, database):
        self.dice, self.database = dice, database
        self.tables = {name: [] for name in KEPT}
        self.next = {table: int(database(f"SELECT IFNULL(MAX({table}_id), 0) + 1 FROM {table}")[0][0])
                     for table in ("account", "user", "conversation")}
        self.sequence = 0
        self.began = time.time()

    def number(self, table):
        self.next[table] += 1
        return self.next[table] - 1

    def moment(self, ago):
        """A time `ago` seconds before the start as SQL has it, and a message id of then."""
        at = EPOCH + timedelta(milliseconds=int((self.began - ago - EPOCH.timestamp()) * 1000))
        self.sequence += 1
        milliseconds = (at - EPOCH) // timedelta(milliseconds=1)
        return at.strftime("%Y-%m-%d %H:%M:%S.%f"), milliseconds << 22 | 1022 << 12 | self.sequence & 4095

    def add(self, table, **row):
        self.tables[table].append(row)
        return row

    def people(self):
        for i in range(PEOPLE):
            self.add("user", user_id=self.number("user"), email=f"person{self.next['user']}@oracle.example",
                     name=f"Person {i} O'Racle", password="none", zone="Australia/Sydney", verified=1, added_at="2025-01-01")

    def trees(self):
        for payment, size in TREES:
            root = self.next["account"]
            for i in range(size):
                account = self.number("account")
                self.add("account", root_id=root, account_id=account, name=f"Oracle {account} <i>", payment=payment,
                         state=self.dice.choices(["active", "suspended", "closed"], [6, 1, 1] if i else [1, 0, 0])[0],
                         country="AU", zone="Australia/Sydney", line=1 + account % 7, opened_at="2025-01-01")
                if self.dice.random() < 0.8:
                    self.add("setting", root_id=root, account_id=account, reply_days=self.dice.choice([1, 9, 20, None]),
                             locks=self.dice.choice(["", "footer", "footer,reply_days"]) if account == root else "")
                for user in self.dice.sample(self.tables["user"], self.dice.randint(3, 6)):
                    self.add("membership", root_id=root, account_id=account, user_id=user["user_id"],
                             role=self.dice.choice(ROLES), added_at="2025-01-01")
                for name in self.dice.sample(range(100), 8):
                    self.add("contact", root_id=root, account_id=account, name=f"{self.dice.choice(NAMES)} {self.dice.choice(NAMES)}",
                             msisdn=f"+447700900{name:03}", added_at="2025-01-01")

    def conversations(self):
        decided = {row["account_id"]: (row["reply_days"], row["locks"]) for row in self.tables["setting"]}
        for account in self.tables["account"]:
            self.reply_days = reply_days(decided, account["account_id"], account["root_id"])
            place = {"root_id": account["root_id"], "account_id": account["account_id"]}
            senders = [account["account_id"] * 4 + 100000 + i for i in range(2)]
            for i, sender in enumerate(senders):
                self.add("sender", **place, sender_id=sender, msisdn=f"+6125550{account['account_id'] * 2 + i + 5000:04}", added_at="2025-01-01")
            writers = self.dice.sample([user["user_id"] for user in self.tables["user"]], 6) + [None]
            mine = [row["msisdn"] for row in self.tables["contact"] if row["account_id"] == account["account_id"]]
            strange = [f"+447700900{n:03}" for n in range(100, 200)]
            pairs = self.dice.sample([(s, n) for s in senders for n in mine + strange], 130 if self.dice.random() < 0.3 else 16)
            for sender, msisdn in pairs:
                self.conversation(place, account, sender, msisdn, writers)

    def conversation(self, place, account, sender, msisdn, writers):
        number = next(row["msisdn"] for row in self.tables["sender"] if row["sender_id"] == sender)
        conversation = {**place, "conversation_id": self.number("conversation")}
        out, messages, writers = None, [], self.dice.sample(writers, 3)
        many, since = self.dice.randint(1, 8) if self.dice.random() < 0.9 else 70, self.dice.uniform(1, 28) * 86400
        for ago in sorted((self.dice.uniform(10, since) for _ in range(many)), reverse=True):
            at, message_id = self.moment(ago)
            outbound = self.dice.random() < 0.5
            answers = out if not outbound and out and out["ago"] - ago <= self.reply_days * 86400 else None
            user = self.dice.choice(writers) if outbound else answers and answers["user_id"]
            body = " ".join(self.dice.choices(WORDS, k=self.dice.randint(1, 30))) + self.dice.choice(["", "\nsecond line", "."])
            message = self.add("message", **conversation, message_id=message_id, direction="out" if outbound else "in", sender=number,
                               msisdn=msisdn, body=body, encoding="ucs2", parts=1, state="delivered" if outbound else "received",
                               origin="handset" if not outbound else "page" if user else "api", user_id=user,
                               user_name=f"Person {user}" if outbound and user else None,
                               in_reply_to=answers and answers["message_id"], accepted_at=at, final_at=at)
            messages.append(message)
            if outbound:
                out = {**message, "ago": ago}
        outs = [row for row in messages if row["direction"] == "out"]
        last, first = messages[-1], messages[0]
        closed = int(self.dice.random() < 0.4)
        self.add("conversation", **conversation, sender_id=sender, msisdn=msisdn, closed=closed, unread=int(self.dice.random() < 0.4),
                 first_message_id=first["message_id"], **last_of(last),
                 last_user_id=last["user_id"] if last["direction"] == "out" else None, last_user_name=last["user_name"],
                 out_message_id=outs[-1]["message_id"] if outs else None, out_user_id=outs[-1]["user_id"] if outs else None,
                 out_at=outs[-1]["accepted_at"] if outs else None, version=conversation["conversation_id"], tree_version=conversation["conversation_id"])
        if closed:
            at, event = self.moment(5)
            self.add("conversation_event", **conversation, event_id=event, kind="closed", user_id=None, user_name="Somebody", happened_at=at)
        for user in {row["user_id"] for row in messages} - {None}:
            own = [row for row in messages if row["user_id"] == user]
            self.add("conversation_own", **conversation, user_id=user, unread=int(self.dice.random() < 0.4),
                     first_message_id=own[0]["message_id"], **last_of(own[-1]), version=conversation["conversation_id"])

    def counts(self):
        version = self.next["conversation"]
        for account in self.tables["account"]:
            place = {"root_id": account["root_id"], "account_id": account["account_id"], "version": version}
            self.count(place, "account", 0, [c for c in self.tables["conversation"] if c["account_id"] == account["account_id"]])
            if account["root_id"] == account["account_id"]:
                self.count(place, "tree", 0, [c for c in self.tables["conversation"] if c["root_id"] == account["root_id"]])
            own = [c for c in self.tables["conversation_own"] if c["account_id"] == account["account_id"]]
            for user in {c["user_id"] for c in own}:
                self.count(place, "user", user, [c for c in own if c["user_id"] == user])

    def count(self, place, scope, user, rows):
        closed = sum(row.get("closed", 0) for row in rows)
        self.add("inbox_count", **place, scope=scope, user_id=user, open=len(rows) - closed, unread=sum(row["unread"] for row in rows), closed=closed)

    def insert(self):
        self.people()
        self.trees()
        self.conversations()
        self.counts()
        for table, rows in self.tables.items():
            columns = list(rows[0])
            for at in range(0, len(rows), 500):
                values = ",".join("(" + ",".join(quoted(row[name]) for name in columns) + ")" for row in rows[at:at + 500])
                self.database(f"INSERT INTO {table} ({','.join(columns)}) VALUES {values}")
        self.database("UPDATE word_cursor SET folded_to = 0")  # ids of the past: the words begin anew


def last_of(row):
    return {"last_message_id": row["message_id"], "last_at": row["accepted_at"], "last_direction": row["direction"],
            "last_state": row["state"], "preview": row["body"].replace("\n", " ")[:160]}


# ------------------------------------------------------------------ who may do what, from now on
def shuffle(dice, rows, database):
    """One change behind the portal's back; returns it in words. It counts from the next request."""
    user, account = dice.choice(list(rows.suspended)), dice.choice(list(rows.accounts.values()))
    kind = dice.choices(["role", "leave", "suspend", "account"], [6, 2, 1, 2])[0]
    if kind == "role":
        role = dice.choice(ROLES)
        statement = (f"INSERT INTO membership VALUES ({account.root}, {account.id}, {user}, '{role}', UTC_TIMESTAMP(6)) "
                     f"ON DUPLICATE KEY UPDATE role = '{role}'")
        said = f"user {user} is {role} in {account.id}"
    elif kind == "leave":
        user, left = dice.choice(list(rows.roles)) if rows.roles else (user, account.id)
        statement, said = f"DELETE FROM membership WHERE user_id = {user} AND account_id = {left}", f"user {user} left {left}"
    elif kind == "suspend":
        state = int(dice.random() < 0.15)
        statement, said = f"UPDATE user SET suspended = {state} WHERE user_id = {user}", f"user {user} suspended: {state}"
    else:
        parent = account.id == account.root
        state = dice.choices(["active", "suspended", "closed"], [8, 1, 0 if parent else 2])[0]
        statement, said = f"UPDATE account SET state = '{state}' WHERE account_id = {account.id}", f"account {account.id} is {state}"
    database(statement)
    rows.read_people()
    for talk in rows.talks.values():
        talk.account = rows.accounts[talk.account.id]
    return said
