# mail.py: mails as Python's email package reads them, as JSON; an eye that is not our own
#
#   mail.py FILE…       a list of { file, headers: [[name, value]], raw, text, html, defects }
#   mail.py -           the same of one message on standard input
import email
import email.policy
import json
import sys


def part(message, subtype):
    found = message.get_body(preferencelist=(subtype,))
    return found.get_content() if found is not None else None


def seen(name, data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    defects = [str(defect) for each in message.walk() for defect in each.defects]
    head = data.split(b'\r\n\r\n', 1)[0]
    return {
        'file': name,
        'headers': [[key, str(value)] for key, value in message.items()],
        'to': [[each.display_name, each.addr_spec] for each in message['to'].addresses] if message['to'] else [],
        'from': [[each.display_name, each.addr_spec] for each in message['from'].addresses] if message['from'] else [],
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
