# shellcheck shell=bash
# services.sh: everything that runs, under one s6-svscan
#
# A service is a folder under RUN/service with its command; a link to it under RUN/scan makes
# s6 start it, and start it again whenever it ends. Each writes to VAR/log/NAME.log (a full
# disk then loses lines, but holds up nobody) and says that it is ready through a descriptor.

programs() { for_each_built "$root/cgi-bin"; }
daemons()  { for_each_built "$root/src/jobs"; }

for_each_built() {
    local folder
    for folder in "$1"/*/; do
        folder=$(basename "$folder")
        [ ! -x "$build/bin/$folder" ] || echo "$folder"
    done
}

# service NAME COMMAND…: write the folder. When the command has ended, so does what it left in its
# process group (nginx's workers outlive a killed master and keep the port). Exit code 78 while starting means that trying again
# is of no use (a statement beyond the grants, a wrong setting); later everything is tried again.
service() {
    local name=$1 folder=$run/service/$1 log
    shift
    printf -v log '%q' "$var/log/$name.log"
    mkdir -p "$folder/data"
    echo 3 > "$folder/notification-fd"
    echo 15000 > "$folder/timeout-kill"
    printf '#!/bin/bash\nexec </dev/null >>%s 2>&1\necho $$ > group\nexec' "$log" > "$folder/run"
    printf ' %q' "$@" >> "$folder/run"
    printf '\n' >> "$folder/run"
    cat > "$folder/finish" <<'END'
#!/bin/sh
group=$(cat group)
kill -s KILL -- "-$group" 2>/dev/null
# Until they are gone they answer in the place of the next one, which would seem ready.
tries=50
while [ $tries -gt 0 ] && kill -0 -- "-$group" 2>/dev/null; do
    sleep 0.02
    tries=$((tries - 1))
done
[ "$1" = 78 ] && [ -e ../../starting ] && exit 125
exit 0
END
    chmod 0755 "$folder/run" "$folder/finish"
    if [ -s "$var/log/$name.log" ] && [ "$(stat -c %s "$var/log/$name.log")" -gt 10000000 ]; then
        mv -f "$var/log/$name.log" "$var/log/$name.log.1"
    fi
}

# A service that cannot say itself when it is ready: a command is asked until it agrees.
service_asked() {
    local name=$1 check=$2
    shift 2
    service "$name" s6-notifyoncheck -d -s 20 -w 30 -n 0 "$@"
    printf '#!/bin/bash\nexec 2>/dev/null\n%s\n' "$check" > "$run/service/$name/data/check"
    chmod 0755 "$run/service/$name/data/check"
}

service_database() {
    local cnf
    printf -v cnf '%q' "$var/admin.cnf"
    service_asked mariadb "exec mariadb --defaults-file=$cnf --execute='DO 0' >/dev/null" \
        mariadbd --defaults-file="$var/mariadb.cnf" "${as_user[@]}"
    echo 20000 > "$run/service/mariadb/timeout-kill"
}

service_nginx() {
    service_asked nginx "exec 3<>/dev/tcp/127.0.0.1/$port" \
        nginx -p "$var/nginx/" -e stderr -c "$var/nginx/nginx.conf"
    # QUIT lets answers that are under way finish.
    echo SIGQUIT > "$run/service/nginx/down-signal"
}

service_ours() {
    service "$1" "$build/bin/$1" --conf "$var/branchline.conf" --ready-fd 3
}

supervisor_runs() {
    s6-svscanctl "$run/scan" 2>/dev/null
}

# Its own session, so that a Ctrl-C meant for `make run` reaches it through `stop_all` only.
supervisor_start() {
    rm -rf "$run/scan" "$run/service"
    mkdir -p "$run/scan" "$run/service"
    setsid s6-svscan -t 0 "$run/scan" </dev/null >>"$var/log/s6.log" 2>&1 9>&- {lifeline}>&- &
    disown
    until supervisor_runs; do
        sleep 0.01
    done
}

# start NAME…: and wait until all are ready; if one is not, say what it said and give up.
start() {
    local name end=$((SECONDS + 60)) waiting=("$@") still up ready wanted
    for name in "$@"; do
        ln -sfn "../service/$name" "$run/scan/$name"
    done
    s6-svscanctl -an "$run/scan"
    while [ ${#waiting[@]} -gt 0 ]; do
        still=()
        for name in "${waiting[@]}"; do
            read -r up ready wanted < <(s6-svstat -o up,ready,wantedup "$run/scan/$name" 2>/dev/null || echo false false true)
            [ "$up $ready" = 'true true' ] || still+=("$name")
            [ "$up $wanted" != 'false false' ] && [ $SECONDS -lt $end ] || {
                tail -n 8 "$var/log/$name.log" >&2
                die "$name did not start; the end of $var/log/$name.log stands above"
            }
        done
        waiting=(${still[@]+"${still[@]}"})
        [ ${#waiting[@]} -eq 0 ] || sleep 0.02
    done
}

# stop_these NAME…: and wait until they have ended.
stop_these() {
    local name folders=()
    for name in "$@"; do
        if s6-svok "$run/scan/$name" 2>/dev/null; then
            s6-svc -d "$run/scan/$name"
            folders+=("$run/scan/$name")
        fi
    done
    [ ${#folders[@]} -eq 0 ] || s6-svwait -D -t 30000 "${folders[@]}" 2>/dev/null || true
}

# From the front door backwards, so that nobody is answered by half a house.
stop_all() {
    local names
    supervisor_runs || return 0
    mapfile -t names < <(ls "$run/scan" | grep -vxF -e nginx -e smsc -e mariadb)
    stop_these nginx
    stop_these "${names[@]}"
    stop_these smsc # esmed has heard its last answers
    # A MariaDB that is still starting loses a SIGTERM and hangs.
    [ "$(s6-svstat -o up,ready "$run/scan/mariadb" 2>/dev/null)" != 'true false' ] ||
        s6-svwait -U -t 10000 "$run/scan/mariadb" 2>/dev/null || true
    stop_these mariadb
    s6-svscanctl -t "$run/scan"
    while supervisor_runs; do
        sleep 0.02
    done
}
