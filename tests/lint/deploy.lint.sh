#!/bin/bash
# deploy.lint.sh: what nginx, the lock file and the shell scripts must not become
set -euo pipefail
cd "${BRANCHLINE_ROOT:?}"
wrong=0

complain() {
    echo "$1"
    wrong=1
}

# A kept FastCGI connection pins one of a program's few workers (performance.md section 3).
conf=src/deploy/conf/nginx.conf
grep -qE '^\s*fastcgi_keep_conn off;' $conf || complain "$conf: fastcgi_keep_conn must be off"
! grep -nE '^\s*keepalive\s' $conf src/deploy/lib/web.sh ||
    complain "$conf: upstream keepalive needs more workers than nginx can hold connections"

# Only a location without add_header of its own inherits the protecting ones (BR-08).
awk '/^    server \{/ { inside = 1 } inside && /add_header/ { print FILENAME ":" FNR ": " $0; found = 1 }
     END { exit found }' $conf || complain "$conf: headers are added for all servers at once"

# Any mirror must serve, so the lock file names none.
! grep -nE '"resolved"|registry' package-lock.json || complain 'package-lock.json: names a registry'

for script in src/deploy/local src/deploy/install src/deploy/setup src/deploy/packages \
    src/deploy/assets tests/run .ci/run $(find tests/lint tests/kit -name '*.sh'); do
    [ -x "$script" ] || complain "$script: not executable"
    lines=$(wc -l < "$script")
    [ "$lines" -le 300 ] || complain "$script: $lines lines"
    bash -n "$script" || wrong=1
done
! command -v shellcheck >/dev/null ||
    shellcheck -x src/deploy/{local,install,setup,packages} tests/run tests/{lint,kit}/*.sh || wrong=1

exit $wrong
