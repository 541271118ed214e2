# rows.py: what stands in the database, read as its owner; the oracle's only knowledge of it
#
# Read are accounts, people, roles, contacts, messages, events, and of conversations what can't
# be derived: closed, and the two kinds of read mark. Counters, previews, last messages and the
# list of a Basic user's conversations are what is judged, so they are never read.
import subprocess

UNESCAPED = {"\\n": "\n", "\\t": "\t", "\\\\": "\\", "\\0": "\0"}


def plain(cell):
    if cell == "NULL":
        return None
    if "\\" not in cell:
        return cell
    out, i = [], 0
    while i < len(cell):
        pair = cell[i:i + 2]
        out.append(UNESCAPED.get(pair, cell[i]))
        i += 2 if pair in UNESCAPED else 1
    return "".join(out)


class Database:
    """The command-line client, kept open; its answers end with a line that we ask for."""

    def __init__(self, folder):
        self.client = subprocess.Popen(
            ["mariadb", f"--defaults-file={folder}/admin.cnf", "--default-character-set=utf8mb4", "--batch",
             "--unbuffered", "--skip-column-names", "branchline"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, statement):
        """Its rows as lists of text; None for NULL."""
        self.client.stdin.write(f"{statement};\nSELECT '#end';\n".encode())
        self.client.stdin.flush()
        rows = []
        while (line := self.client.stdout.readline()) != b"#end\n":
            if not line:
                raise RuntimeError("the database refused: " + statement[:300])
            rows.append([plain(cell) for cell in line[:-1].decode().split("\t")])
        return rows


def reply_days(decided, account, root):
    """What holds: the parent's if it has locked it, else the account's own, else the parent's, else 7 days."""
    own, _ = decided.get(account, (None, ""))
    above, locks = decided.get(root, (None, ""))
    if account != root and "reply_days" in locks.split(","):
        own = None
    return own or above or 7


class Account:
    def __init__(self, account_id, root_id, name, state, reply_days):
        self.id, self.root, self.name, self.state = int(account_id), int(root_id), name, state
        self.reply_days = int(reply_days)


class Message:
    def __init__(self, message_id, direction, user_id, answers, sent_at, body):
        self.id, self.direction, self.body = int(message_id), direction, body
        self.user = int(user_id) if user_id else None
        self.answers = int(answers) if answers else None
        self.sent_at = float(sent_at)


class Talk:
    """A conversation: its messages in order, the account's marks, each person's own read mark."""

    def __init__(self, account, conversation_id, sender, msisdn, closed, unread):
        self.account, self.id, self.sender, self.msisdn = account, int(conversation_id), sender, msisdn
        self.closed, self.unread = closed == "1", unread == "1"
        self.messages, self.events, self.own_unread = [], [], {}

    def marks(self):
        return (self.closed, self.unread, tuple(sorted(u for u, unread in self.own_unread.items() if unread)))


class Rows:
    def __init__(self, database):
        self.database = database
        self.read()

    def read(self):
        self.read_people()
        self.contacts = {(int(a), m): n for a, m, n in self.database("SELECT account_id, msisdn, name FROM contact")}
        self.talks = {}
        self.trees = {}
        self.read_talks("TRUE")

    def read_people(self):
        decided = {int(a): (int(days) if days else None, locks or "") for a, days, locks in self.database(
            "SELECT account_id, reply_days, locks FROM setting")}
        self.accounts = {int(r[0]): Account(*r, reply_days(decided, int(r[0]), int(r[1]))) for r in self.database(
            "SELECT account_id, root_id, name, state FROM account")}
        people = self.database("SELECT user_id, suspended, name FROM user")
        self.suspended = {int(u): s == "1" for u, s, _ in people}
        self.names = {int(u): name for u, _, name in people}
        self.roles = {(int(u), int(a)): r for u, a, r in self.database(
            "SELECT user_id, account_id, role FROM membership")}

    def place(self, talk):
        old, tree = self.talks.get((talk.account.id, talk.id)), self.trees.setdefault(talk.account.root, [])
        if old:
            tree.remove(old)
        tree.append(talk)
        self.talks[talk.account.id, talk.id] = talk

    def read_talks(self, which):
        """Read conversations anew; `which` is a condition on account_id and conversation_id."""
        for a, c, *rest in self.database("SELECT account_id, conversation_id, s.msisdn, c.msisdn, closed, unread FROM conversation AS c "
                                         f"JOIN sender AS s USING (account_id, sender_id) WHERE {which}"):
            self.place(Talk(self.accounts[int(a)], c, *rest))
        for a, c, u, unread in self.database(
                f"SELECT account_id, conversation_id, user_id, unread FROM conversation_own WHERE {which}"):
            self.talks[int(a), int(c)].own_unread[int(u)] = unread == "1"
        for a, c, *rest in self.database(
                "SELECT account_id, conversation_id, message_id, direction, user_id, in_reply_to, "
                "TIMESTAMPDIFF(MICROSECOND, '2020-01-01', accepted_at) / 1e6, body "
                f"FROM message WHERE {which} ORDER BY message_id"):
            if talk := self.talks.get((int(a), int(c))):
                talk.messages.append(Message(*rest))
        for a, c, e in self.database(f"SELECT account_id, conversation_id, event_id FROM conversation_event WHERE {which}"):
            self.talks[int(a), int(c)].events.append(int(e))

    def read_talk(self, account_id, conversation_id):
        self.read_talks(f"account_id = {account_id} AND conversation_id = {conversation_id}")
        return self.talks.get((account_id, conversation_id))
