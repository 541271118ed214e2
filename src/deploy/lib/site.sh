# shellcheck shell=bash
# site.sh: nginx's file for an installation, made from the one of the local run
#
# src/deploy/conf/nginx.conf is a whole nginx; in production the distribution's nginx has
# settings of its own, so that what may stand in a server goes there, and only what may not
# (maps and zones) stands beside it. What is said once, is so in both.

# http_part PART: the lines of nginx.conf between `http {` and its hosts: `zones` are maps and
# zones, `server` the rest, but for what the distribution's nginx.conf says already.
http_part() {
    awk -v part="$1" '
        /^http \{/ { inside = 1; next }
        /-- hosts$/ { exit }
        !inside || /^ *(include|default_type|[a-z_]+_temp_path) / { next }
        /^    # --/ { if (part == "server") print; next }
        /^    #/ { remark = remark $0 "\n"; next }
        /^    (map|limit_conn_zone|limit_req_zone) / || /^@UPSTREAMS@$/ { zone = 1 }
        (part == "zones") == (zone + 0) { printf "%s%s\n", remark, $0 }
        { remark = "" }
        zone && (/^    }/ || /^    [^ ].*[;}]$/ || /^@/) { zone = 0 }
    ' "$root/src/deploy/conf/nginx.conf"
}

# The body of the server that people see.
main_part() {
    awk '/^        server_name localhost;/ { inside = 1; next } inside && /^    }/ { exit } inside' \
        "$root/src/deploy/conf/nginx.conf"
}

# The configuration there says how many workers a program has.
most_there() {
    echo "@PLACES_$1@"
}

# The file but for the name, the certificate and the programs' places: branchline-setup fills in.
site_conf() {
    local half=$stage/site.conf found
    fill "$root/src/deploy/conf/nginx-site.conf" HTTP="$(http_part zones | sed 's/^    //')" \
        SERVER="$(http_part server)" MAIN="$(main_part)" > "$half"
    found=$(locations) || exit 1
    fill "$half" LOCATIONS="$found" UPSTREAMS="$(upstreams most_there)" ERROR_FILES="$(error_files "$share/error")" VERSION="$version" \
        WWW="$share/www" RATE="$rate" LOGIN_RATE="$login_rate" CONNECTIONS="$connections"
}
