# portal.py: asks the real portal, over connections that are kept, and reads its pages
#
# Sessions and form tokens are made from the instance's own key, as tests/kit does: the oracle
# must be able to post what no page offers.
import base64
import hashlib
import hmac
import http.client
import re
import secrets
from html import unescape
from urllib.parse import urlencode

FORM = re.compile(r'<form\b[^>]*\saction="/\d+/inbox/\d+/(\w+)"')
KINDS = {"Not with this role": "role", "Account not open": "shut"}


class Page:
    """An answer: `kind` is open, sign-in, 404, shut, role or the status itself."""

    def __init__(self, status, headers, text):
        self.status, self.text = status, text
        self.location = headers.get("location", "")
        self.kind = self.kind_of()

    def kind_of(self):
        if self.status == 303:
            return "sign-in" if self.location.split("?")[0].endswith("/sign-in") else "open"
        if self.status == 403:
            title = re.search(r"<title>(.*?)</title>", self.text)
            return next((kind for words, kind in KINDS.items() if title and words in title[1]), "403")
        return {200: "open", 204: "open", 404: "404"}.get(self.status, str(self.status))

    def bytes(self):
        return self.status, re.sub(r'(name="once" value=")[^"]*', r"\1", self.text)

    def groups(self):
        """Of a search: {people, numbers, messages: a Page of that part alone}."""
        return {kind: Page(self.status, {}, part) for kind, part in re.findall(
            r'<section class="found" aria-labelledby="found-(\w+)">(.*?)</section>', self.text, re.S)}

    def rows(self):
        """Of a list: [(account, conversation, unread, name, who, preview)]."""
        return [(int(a), int(c), "talk-new" in how, unescape(name), unescape(who or ""), unescape(text))
                for a, c, how, name, who, text in re.findall(
                    r'<li id="(?:talk|number|hit)-(\d+)-(\d+)"><a class="([^"]*)".*?<span class="talk-name">(?:<span [^>]*>Unread: </span>)?'
                    r'(.*?)</span><time.*?<span class="talk-text">(?:<span class="talk-you">(.*?): </span>)?(.*?)</span>\s*'
                    r'<span class="talk-foot">', self.text, re.S)]

    def tabs(self):
        return {tab: number(count) for tab, count in re.findall(
            r'\?tab=(\w+)[^"]*"[^>]*>\w+ <span class="tabs-num">([\d,]+)<', self.text)}

    def unread(self):
        """What the menu says and what the bar of a phone says."""
        return [number(n) for n in re.findall(r'id="(?:menu|bar)-unread"[^>]*>([\d,]+)<', self.text)]

    def older(self):
        """The path of the next page of a list."""
        return self.path(r'href="([^"]*[?&;]before=\d+[^"]*)">Older')

    def earlier(self):
        """The path of what was said before."""
        return self.path(r'href="(/\d+/inbox/\d+\?before=\d+)">')

    def path(self, pattern):
        found = re.search(pattern, self.text)
        return unescape(found[1]) if found else None

    def says(self):
        return [int(n) for n in re.findall(r'id="say-(\d+)"', self.text)]

    def events(self):
        return [int(n) for n in re.findall(r'id="event-(\d+)"', self.text)]

    def witnesses(self):
        """Who can see a conversation: [(name, whether all of it)]; a parent's own stand apart."""
        return sorted((unescape(name), "the whole conversation" in rule) for name, rule in re.findall(
            r'<li class="who-one"><p>(.*?)(?: \(you\))?</p><p[^>]*>(.*?)</p></li>', self.text, re.S))

    def people(self):
        """Of the list of people: their ids."""
        return sorted(int(n) for n in re.findall(r'class="rows-go" href="/\d+/users/(\d+)"', self.text))

    def reach(self):
        """Of a person's page: [(account, role)]."""
        return sorted((unescape(name), role.lower()) for name, role in re.findall(
            r'<li class="grant"><span class="line [^"]*">(.*?)(?:<span .*?</span>)?</span><span class="grant-role">(\w+)', self.text))

    def setting(self, title):
        """The value of a setting in words."""
        found = re.search(rf'<dt class="rows-text">{title}.*?</dt><dd[^>]*>(.*?)[<]', self.text, re.S)
        return unescape(found[1]) if found else None

    def forms(self):
        return set(FORM.findall(self.text))

    def since(self):
        """The path that asks what is new since this page."""
        return self.path(r'hx-get="([^"]*/changes\?since=\d+[^"]*)"')

    def tree(self):
        """Of the switcher: ({account: (role, unread)}, {parent: unread of all})."""
        reached, merged = {}, {}
        for account, every, inside in re.findall(r'<a class="tree-link[^"]*" href="/(\d+)/(all/)?inbox"[^>]*>(.*?)</a>', self.text, re.S):
            count = re.search(r'class="count">([\d,]+)', inside)
            unread = number(count[1]) if count else 0
            role = re.search(r'class="tree-role">(\w+)', inside)
            if every:
                merged[int(account)] = unread
            else:
                reached[int(account)] = (role[1].lower() if role else None, unread)
        return reached, merged


def number(text):
    return int(text.replace(",", ""))


class Actor:
    """A person with a session of their own, or nobody (user None)."""

    def __init__(self, url, folder, user, database):
        self.user = user
        self.host, self.port = re.match(r"http://([^:/]+):(\d+)", url).groups()
        self.connection = http.client.HTTPConnection(self.host, int(self.port), timeout=60)
        self.cookie = {}
        if user is not None:
            token = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
            self.hash, self.salt = hashlib.sha256(token.encode()).digest(), secrets.token_bytes(16)
            with open(f"{folder}/secret/form-key", encoding="ascii") as file:
                self.key = bytes.fromhex(file.read().strip())
            database("INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at, address, agent, form_salt) "
                     f"VALUES (x'{self.hash.hex()}', {user}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), "
                     "UTC_TIMESTAMP(6) + INTERVAL 12 HOUR, UTC_TIMESTAMP(6), '127.0.0.1', 'oracle', "
                     f"x'{self.salt.hex()}')")
            self.cookie = {"Cookie": f"sid_{self.port}={token}"}

    def token(self, pattern, account):
        if self.user is None:
            return ""
        pieces = [b"branchline form 1", self.hash, self.salt, b"POST", pattern.encode()]
        claim = b"".join(b"%d:%s" % (len(piece), piece) for piece in pieces) + str(account).encode()
        return base64.urlsafe_b64encode(hmac.digest(self.key, claim, "sha256")).decode().rstrip("=")

    def get(self, path):
        return self.ask("GET", path, None, {})

    def post(self, account, conversation, act, fields, sound=True):
        token = self.token(f"/inbox/:id/{act}", account) if sound else self.token("/inbox/:id/other", account)
        return self.send(f"/{account}/inbox/{conversation}/{act}", token, fields)

    def form(self, account, pattern, fields, named=""):
        """Send a sound form of a pattern behind /:a; `named` is its :id."""
        return self.send(f"/{account}{pattern.replace(':id', str(named))}", self.token(pattern, account), fields)

    def send(self, path, token, fields):
        return self.ask("POST", path, urlencode({"token": token, **fields}),
                        {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})

    def ask(self, method, path, body, headers):
        for last in (False, True):
            try:
                self.connection.request(method, path, body, {**headers, **self.cookie})
                answer = self.connection.getresponse()
                return Page(answer.status, answer.headers, answer.read().decode())
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()  # the server may end a kept connection at any time
                if last:
                    raise
        raise AssertionError
