# tables.awk: sql/tables.tsv as rows of a C array, for src/db/table.c
#
# `message<TAB>aged` becomes `{ "message", TABLE_AGED },`. A kind that is none stops the build.
BEGIN { FS = "\t"; split("tenant aged global system", words, " "); for (i in words) kinds[words[i]] }
/^#/ || NF == 0 { next }
NF != 2 || $1 !~ /^[a-z_]+$/ || !($2 in kinds) {
    printf "%s:%d: not `table<TAB>tenant|aged|global|system`: %s\n", FILENAME, FNR, $0 > "/dev/stderr"
    exit 1
}
{ printf "{ \"%s\", TABLE_%s },\n", $1, toupper($2) }
