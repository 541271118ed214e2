# shellcheck shell=bash
# web.sh: nginx's file, made from the programs' own routes, and the pages it shows itself

# /:a/inbox/:id -> /[0-9]+/inbox/[^/]+ ; the account is a number, other parts are the program's
# to judge.
route_pattern() {
    sed -E -e 's/[.]/\\./g' -e 's,/:a(/|$),/[0-9]+\1,' -e 's,/:[a-z_]+,/[^/]+,g'
}

# location NAME PATTERNS [LEVEL]: one program's addresses. A load that is shed would write a line
# a refusal, megabytes a second; what else nginx says at the level of errors (a program that is
# down, hangs or dies), the supervisor and the program's crew say as well.
location() {
    local limit=''
    [ "$1" = login ] && printf -v limit '            limit_req zone=sign_in burst=%s nodelay;\n' "$login_burst"
    printf '        location ~ "^(?:%s)$" {\n            error_log stderr %s;\n' "$2" "${3:-crit}"
    printf '            limit_req zone=general burst=%s nodelay;\n%s' "$burst" "$limit"
    printf '            fastcgi_pass branchline_%s;\n        }\n' "$1"
}

# Where each program listens. Beyond its workers and their line (portal/program.c: 8 for each)
# nginx refuses by its own count: to try a line that is full costs as much again as a refusal.
# The kernel's line stays the limit where the count is wrong; a reload begins it anew.
#
# upstreams MOST: `MOST NAME` says how many visits a program takes.
upstreams() {
    local name
    for name in $(programs); do
        printf '    upstream branchline_%s {\n        zone branchline_%s 64k;\n' "$name" "$name"
        printf '        server "unix:%s/%s.sock" max_conns=%s;\n    }\n' "$run" "$name" "$("$1" "$name")"
    done
}

most_here() {
    places "$(sed -n "s/^$1_workers *= *//p" "$var/branchline.conf" 2> /dev/null | tail -n 1)"
}

# Addresses that end in a token get a location of their own whose errors are not logged, since
# nginx would write the address beside them.
locations() {
    local name routes open secret
    for name in $(programs); do
        routes=$("$build/bin/$name" --conf "$var/branchline.conf" --routes) ||
            die "$name could not list its routes; the reason stands above"
        open=$(awk -F '\t' '{ print $2 }' <<< "$routes" | grep -v ':token' | sort -u | route_pattern | paste -sd '|')
        secret=$(awk -F '\t' '{ print $2 }' <<< "$routes" | grep ':token' | sort -u | route_pattern | paste -sd '|')
        [ -z "$open" ] || location "$name" "$open"
        [ -z "$secret" ] || location "$name" "$secret" alert
    done
}

listen() {
    echo "listen 127.0.0.1:$port${1:-};"
    grep -qs '^0*1 ' /proc/net/if_inet6 && echo "listen [::1]:$port${1:-};"
    return 0
}

# They wear the dress of who is not signed in, its drawing taken from where that page has it.
error_pages() {
    local code icon title text map
    map=$(sed -n '/<svg class="gate-map"/,/<\/svg>/p' "$root/templates/frame/gate.tpl")
    while IFS=$'\t' read -r code icon title text; do
        fill "$root/src/deploy/error/page.html" ICON="$icon" TITLE="$title" TEXT="$text" \
            MAP="$map" ASSET="/static/$1" > "$var/nginx/error/$code.html"
    done < "$root/src/deploy/error/pages.tsv"
}

# error_files FOLDER: under a load that is shed these are what nginx sends most: out of its
# memory, in one piece.
error_files() {
    printf '        location ^~ /error/ {\n            internal;\n            alias "%s/";\n' "$1"
    printf '            sendfile off;\n            open_file_cache max=32 inactive=1h;\n'
    printf '            open_file_cache_valid 60s;\n        }'
}

nginx_conf() {
    local version user='' found
    version=$(< "$build/www.version")
    [ "$(id -u)" = 0 ] && user='user root;'
    error_pages "$version"
    found=$(locations) || exit 1
    fill "$root/src/deploy/conf/nginx.conf" LOCATIONS="$found" UPSTREAMS="$(upstreams most_here)" ERROR_FILES="$(error_files "$var/nginx/error")" USER="$user" VAR="$var" RUN="$run" \
        PORT="$port" VERSION="$version" WWW="$build/www" RATE="$rate" LOGIN_RATE="$login_rate" \
        CONNECTIONS="$connections" LISTEN_DEFAULT="$(listen ' default_server')" \
        LISTEN="$(listen)" | put "$var/nginx/nginx.conf"
}
