#!/bin/bash
# clang.lint.sh: every C source is as silent under clang as under gcc (requirement ME-01)
#
# But for those under tests/plant/, which are there to be refused.
set -euo pipefail
cd "${BRANCHLINE_ROOT:?}"
warn=(-Wall -Wextra -Wconversion -Wformat=2 -Wshadow -Wvla -Wstrict-prototypes -Wpedantic -Werror)
find src cgi-bin tests -path tests/plant -prune -o -name '*.c' -print0 |
    xargs -0 -P "$(nproc)" -n 8 clang -fsyntax-only -std=gnu17 -D_GNU_SOURCE -O2 "${warn[@]}" \
        -Isrc -Itests -I"${BRANCHLINE_BUILD:?}" -isystem /usr/include/mariadb \
        -isystem /usr/include/gmime-3.0 -isystem /usr/include/glib-2.0 \
        -isystem "/usr/lib/$(uname -m)-linux-gnu/glib-2.0/include"
