#!/bin/bash
# build.lint.sh: what is built is built hard (requirement ME-01, and of ME-02 what readelf sees)
set -euo pipefail
cd "${BRANCHLINE_ROOT:?}"
wrong=0

complain() {
    echo "$1"
    wrong=1
}

for flag in -fstack-protector-strong -D_FORTIFY_SOURCE=3 -fPIE -pie -Wl,-z,relro,-z,now -fstack-clash-protection -fcf-protection \
    -Wall -Wextra -Wconversion -Wformat=2 -Wshadow -Wvla -Wstrict-prototypes -Wpedantic -Werror; do
    grep -qe "$flag" Makefile || complain "Makefile: $flag is gone"
done
! git grep -nE -e '-Wno-|-fpermissive|#pragma GCC diagnostic ignored' -- Makefile 'src/*.c' 'cgi-bin/*.c' ||
    complain 'a warning is switched off'

# Programs that were built with the sanitizers are for tests alone.
for program in "${BRANCHLINE_BUILD:?}"/bin/*; do
    [ -x "$program" ] || continue
    ! grep -q -- -fsanitize "$BRANCHLINE_BUILD/flags" || break
    elf=$(readelf -W -h -l -d -s "$program")
    has() { grep -qE "$1" <<< "$elf"; }
    has 'Type:.*DYN .*Position-Independent' || complain "$program: not position-independent"
    has 'GNU_RELRO' || complain "$program: its tables stay writable"
    has 'BIND_NOW|FLAGS_1.*NOW' || complain "$program: not bound at the start"
    has 'GNU_STACK.* RW ' || complain "$program: its stack can be run"
    has '__stack_chk_fail' || complain "$program: no guard on its stack"
    has '_chk(@|$)' || complain "$program: nothing fortified"
    ! has 'RPATH|RUNPATH' || complain "$program: a path to libraries of its own"
done

exit $wrong
