# shellcheck shell=bash
# common.sh: words that all parts of the local runner use
#
# Sourced by src/deploy/local, which sets root, build, var, port and the other options.

say() {
    [ -n "${quiet:-}" ] || printf '%s\n' "$*"
}

# One sentence that says what is wrong, and the way out.
die() {
    printf 'branchline: %s\n' "$*" >&2
    exit 1
}

# fill FILE NAME=VALUE…: the file's text with every @NAME@ replaced.
fill() {
    local text pair
    text=$(< "$1")
    shift
    for pair in "$@"; do
        text=${text//"@${pair%%=*}@"/"${pair#*=}"}
    done
    printf '%s\n' "$text"
}

# places WORKERS: how many visits a program of so many (4, if it says none) serves and lets stand
# in line; portal/program.c has a line of 8 for each.
places() {
    echo $((${1:-4} * 9))
}

# Write standard input to a file at once and for us alone, or keep the old one.
put() {
    (umask 077 && cat > "$1.new" && mv -f "$1.new" "$1")
}

random_hex() {
    od -An -tx1 -N32 /dev/urandom | tr -d ' \n'
}

# make_secret NAME [LENGTH]: a secret is made once and then kept.
make_secret() {
    [ -s "$var/secret/$1" ] && return 0
    random_hex | cut -c "1-${2:-64}" | put "$var/secret/$1"
    chmod 0400 "$var/secret/$1"
}

# keep_public SEALD CONF FOLDER: the public half of audit-key, readable by all. Those of earlier
# keys stay, so that what they signed can still be proved.
keep_public() {
    local key file=$3/audit-key.pub
    key=$("$1" --conf "$2" --public) || die 'audit-key cannot be used; the reason stands above'
    grep -qsxF "$key" "$file" && return 0
    { [ ! -e "$file" ] || cat "$file"; echo "$key"; } | put "$file"
    chmod 0444 "$file"
}

port_is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port FIRST: the first port from there on that nobody listens on.
free_port() {
    local candidate=$1
    while port_is_taken "$candidate"; do
        candidate=$((candidate + 1))
    done
    echo "$candidate"
}

check_port() {
    [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] ||
        die "PORT=$port is no port; give a number from 1024 to 65535"
    [ "$port" -ge 1024 ] || [ "$(id -u)" = 0 ] ||
        die "only root may listen on port $port; try PORT=8080"
    port_is_taken "$port" &&
        die "port $port is in use by another program; try PORT=$(free_port $((port + 1)))"
    return 0
}

check_disk() {
    local free
    free=$(df -Pk "$var" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge 500 ] ||
        die "only $free MB are free where $var lies and 500 are needed; free some, or put it elsewhere with VAR=folder"
}

check_tools() {
    local tool
    for tool in mariadbd mariadb mariadb-install-db nginx s6-svscan s6-svwait flock; do
        command -v "$tool" >/dev/null ||
            die "$tool is not installed; \`make packages\` installs what is missing"
    done
    [ -d "$build/bin" ] || die "nothing is built in $build yet; run \`make\`"
}

# Our folders. Unix sockets' paths are at most 107 bytes long, so with a deep VAR they are
# elsewhere (RUN), in a folder that only this user can enter.
make_folders() {
    mkdir -p "$var" 2>/dev/null || die "cannot make the folder $var; choose another with VAR=folder"
    [ -e "$var/.branchline" ] || [ -z "$(ls -A "$var")" ] ||
        die "$var holds something else already; choose an empty folder with VAR=folder"
    chmod 0700 "$var"
    touch "$var/.branchline"
    (umask 077 && cd "$var" && mkdir -p secret log tmp mail nginx/error)
    mkdir -p -m 0700 "$run"
    [ -O "$run" ] || die "$run belongs to somebody else; remove it"
}

# The programs' configuration: ours, then what VAR/override.conf and --set say instead.
write_conf() {
    local pair
    {
        cat <<END
base_url = http://localhost:$port
run_dir = $run
secret_dir = $var/secret
database_socket = $run/mariadb.sock
database_name = branchline
template_dir = $root/templates
share_dir = $build/share
static_version = $(< "$build/www.version")
carrier_host = 127.0.0.1
carrier_port = $carrier_port
carrier_system_id = branchline
carrier_password = $(< "$var/secret/route-$carrier")
mail_from = branchline@localhost
mail_to = $var/mail
hash_memory_kib = 65536
hash_passes = 2
two_step_parents = off
END
        [ ! -e "$var/override.conf" ] || cat "$var/override.conf"
        for pair in "${settings[@]}"; do
            echo "${pair%%=*} = ${pair#*=}"
        done
    } | awk '
        /^[ \t]*(#|$)/ { next }
        { key = $1; if (!(key in line)) order[++count] = key; line[key] = $0 }
        END { for (i = 1; i <= count; i++) print line[order[i]] }' | put "$var/branchline.conf"
}
