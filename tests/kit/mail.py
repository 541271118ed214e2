# mail.py: mails as Python's email package reads them, as JSON; an eye that is not our own
#
#   mail.py FILE…       a list of { file, headers: [[name, value]], raw, text, html, defects }
#   mail.py -           the same of one message on standard input
import email
import email.header
import email.policy
import email.utils
import json
import sys


def part(message, subtype):
    found = message.get_body(preferencelist=(subtype,))
    return found.get_content().replace('\r\n', '\n') if found is not None else None


def people(old, name):
    """[[name, address]]; the older reader, since the newer one leaves the spaces between
    encoded words of a name in (RFC 2047, 6.2, has them taken out)."""
    lines = [line.replace('\r\n', '').replace('\n', '') for line in old.get_all(name, [])]
    pairs = email.utils.getaddresses(lines)
    return [[str(email.header.make_header(email.header.decode_header(who))), at] for who, at in pairs]


def seen(name, data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    old = email.message_from_bytes(data)
    defects = [str(defect) for each in message.walk() for defect in each.defects]
    head = data.split(b'\r\n\r\n', 1)[0]
    return {
        'file': name,
        'headers': [[key, str(value)] for key, value in message.items()],
        'to': people(old, 'to'),
        'from': people(old, 'from'),
        'type': message.get_content_type(),
        'encodings': [each['content-transfer-encoding'] for each in message.walk() if not each.is_multipart()],
        'raw': head.decode('latin-1'),
        'bare': data.replace(b'\r\n', b'').count(b'\n') + data.replace(b'\r\n', b'').count(b'\r'),
        'widest': max(len(line) for line in data.split(b'\r\n')),
        'text': part(message, 'plain'),
        'html': part(message, 'html'),
        'defects': defects,
    }


if sys.argv[1:] == ['-']:
    found = [seen('-', sys.stdin.buffer.read())]
else:
    found = []
    for path in sys.argv[1:]:
        with open(path, 'rb') as file:
            found.append(seen(path, file.read()))
json.dump(found, sys.stdout)
