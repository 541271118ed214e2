#!/bin/bash
# house-trial.sh: what install.own.mjs does in a machine of its own (house.sh), as its root
#
# It follows README's chapter on production, and writes what came of each step to a file in
# /out. It judges nothing: the test does.
# shellcheck disable=SC2094 # our files only share names with the words
cd /out || exit 1
exec 2>&1
name=sms.example
ours='login inbox send admin schedd esmed dlrd maild seald'

# until_true WHAT COMMAND…: a condition, not a pause; half a minute is more than any machine needs.
until_true() {
    local what=$1 end=$((SECONDS + 30))
    shift
    until "$@" > /dev/null 2>&1; do
        [ $SECONDS -lt $end ] || { echo "waited in vain for $what"; return 1; }
        sleep 0.05
    done
}

# ------------------------------------------------- MariaDB and a certificate, as any machine has
useradd --system mysql
install -d -o mysql /var/lib/mysql
cat > /etc/systemd/system/mariadb.service <<'UNIT'
[Service]
Type=notify
User=mysql
RuntimeDirectory=mysqld
ExecStart=/usr/sbin/mariadbd --defaults-file=/etc/mysql/mariadb.conf.d/70-branchline.cnf --socket=/run/mysqld/mysqld.sock --datadir=/var/lib/mysql
UNIT
mariadb-install-db --no-defaults --user=mysql --datadir=/var/lib/mysql --skip-test-db \
    --auth-root-authentication-method=socket --auth-root-socket-user=root > mariadb.log
mkdir -p /etc/ssl/private /etc/systemd/system/branchline-.service.d
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=$name \
    -addext subjectAltName=DNS:$name -keyout /etc/ssl/private/branchline.key \
    -out /etc/ssl/certs/branchline.pem 2> /dev/null
printf '[Service]\nStandardOutput=append:/out/ours.log\nStandardError=append:/out/ours.log\n' \
    > /etc/systemd/system/branchline-.service.d/log.conf
rm -f /etc/nginx/sites-enabled/default
sed -i "s,^base_url = .*,base_url = https://$name," /etc/branchline/branchline.conf
# curl has no phone with an authenticator app.
sed -i 's/^two_step_parents = .*/two_step_parents = off/' /etc/branchline/branchline.conf

# ------------------------------------------------- README's steps
systemctl daemon-reload
systemctl start mariadb
branchline-setup > setup
echo "code $?" >> setup
branchline-setup > setup-again
echo "code $?" >> setup-again
systemctl daemon-reload
systemctl enable branchline.target 2> /dev/null
branchline doctor > doctor-before
echo "code $?" >> doctor-before
systemctl start branchline.target nginx
for each in $ours; do
    until_true "$each" systemctl is-active branchline-"$each"
done

printf 'run_dir = /out\ncarrier_port = 2775\ncarrier_system_id = branchline\ncarrier_password = tulips8\n' > smsc.conf
printf 'tulips8\n' > /root/carrier-password
/out/smsc --conf /out/smsc.conf > smsc.log &
branchline route add --name south --host 127.0.0.1 --port 2775 --system-id branchline \
    --password-file /root/carrier-password > route
systemctl restart branchline-esmed
line_is_up() { branchline route list | grep -q "$(printf '\tup\t')"; }
until_true 'the line' line_is_up
python3 -u -W ignore -m smtpd -n -c DebuggingServer 127.0.0.1:25 > relay.log &
relay_is_up() { (exec 3<>/dev/tcp/127.0.0.1/25); }
until_true 'the relay' relay_is_up
branchline account create --name 'Tallowood Garden Group' --country AU --zone Australia/Sydney \
    --email mara@tallowood.example > account
branchline doctor > doctor
echo "code $?" >> doctor
branchline doctor --data > doctor-data

# ------------------------------------------------- a person comes in
to() {
    curl --silent --show-error --cacert /etc/ssl/certs/branchline.pem --resolve $name:443:127.0.0.1 \
        --resolve $name:80:127.0.0.1 --cookie jar --cookie-jar jar --dump-header "$1.head" \
        --output "$1.html" "${@:2}"
    echo "$1 $?" >> curl
}
token() { sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$1.html" | head -n 1; }
link=$(grep -o 'https://.*' account)
to first "$link"
to invite https://$name/invite
to joined --header 'Sec-Fetch-Site: same-origin' --data-urlencode "token=$(token invite)" \
    --data-urlencode 'name=Mara Whitfield' --data-urlencode 'password=green bulbs in april' https://$name/invite
rm jar
to sign-in https://$name/sign-in
to signed-in --header 'Sec-Fetch-Site: same-origin' --data-urlencode "token=$(token sign-in)" \
    --data-urlencode 'email=mara@tallowood.example' --data-urlencode 'password=green bulbs in april' https://$name/sign-in
to inbox https://$name/1/inbox
to reset https://$name/reset
to reset-asked --header 'Sec-Fetch-Site: same-origin' --data-urlencode "token=$(token reset)" \
    --data-urlencode 'email=mara@tallowood.example' https://$name/reset
until_true 'the mail' grep -q 'Choose a new password' relay.log
to style "https://$name$(grep -o '/static/[^"]*\.css' sign-in.html | head -n 1)"
to plain http://$name/sign-in
to old-tls --tls-max 1.1 https://$name/
to other-host --header 'Host: elsewhere.example' --http1.1 https://$name/
to other-name --insecure --resolve elsewhere.example:443:127.0.0.1 https://elsewhere.example/

# ------------------------------------------------- who may do what
for each in $ours; do
    pid=$(systemctl show -P MainPID "branchline-$each")
    echo "$each $(ps -o user:40= -p "$pid") $(awk '/^(NoNewPrivs|Seccomp|CapEff|CapBnd):/ { printf "%s%s ", $1, $2 }' "/proc/$pid/status") links $(nsenter -t "$pid" -n ip -o link show up | wc -l)"
done > processes
for each in $ours; do
    for file in "/proc/$(systemctl show -P MainPID "branchline-$each")"/{environ,cmdline}; do
        grep -c -F -e "$(cat /etc/branchline/secret/form-key)" -e "$(cat /etc/branchline/secret/pepper)" -e tulips8 "$file"
    done
done > secrets-seen
stat -c '%n %U %a' /etc/branchline/secret /etc/branchline/secret/* > secrets
find /usr/local/libexec/branchline /usr/local/share/branchline /usr/local/bin/branchline \
    \( ! -user root -o -perm /022 \) > not-roots
as_inbox() { setpriv --reuid branchline-inbox --regid branchline-inbox --init-groups "$@" > /dev/null 2>&1; echo "$? $*"; }
{
    as_inbox cat /etc/branchline/secret/form-key
    as_inbox cat /etc/branchline/secret/route-south
    as_inbox ls /run/credentials/branchline-login.service
    as_inbox curl --silent --unix-socket /run/branchline/login.sock http://x/
    as_inbox touch /run/branchline/x
    as_inbox mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --user=branchline-login branchline -e 'DO 0'
    as_inbox mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --user=root -e 'DO 0'
    as_inbox branchline account list
    as_inbox mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --user=branchline-inbox branchline -e 'DO 0'
} > reach
# The sandbox of a web program, with something else in it.
gcc -D_GNU_SOURCE -o /usr/local/libexec/branchline/probe /out/probe.c
sed 's,^ExecStart=.*,ExecStart=/usr/local/libexec/branchline/probe,; s,^Type=.*,Type=oneshot,; s,^Restart=.*,,
    s,^ExecPaths=[^ ]*,ExecPaths=/usr/local/libexec/branchline/probe,; s,^Requires=.*,,; s,^LoadCredential=.*,,
    /^\[Service\]/a StandardOutput=append:/out/probe' /usr/local/lib/systemd/system/branchline-inbox.service \
    > /etc/systemd/system/probe.service
systemctl daemon-reload
systemctl start probe
rm /usr/local/libexec/branchline/probe
mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --batch --skip-column-names \
    -e "SELECT User, plugin, max_statement_time FROM mysql.user ORDER BY User" > users

# ------------------------------------------------- what systemd says of the units
for each in $ours; do
    systemd-analyze security --no-pager "branchline-$each.service" | tail -n 1
done > security
systemd-analyze verify /usr/local/lib/systemd/system/branchline* > verify

# ------------------------------------------------- README's table: backup and upgrade
echo 'inbox_workers = 6' >> /etc/branchline/branchline.conf
branchline-setup > upgrade
grep -o '[a-z]*[.]sock" max_conns=[0-9]*' /etc/nginx/sites-available/branchline > places
systemctl daemon-reload
systemctl restart branchline.target nginx
until_true 'the line after the restart' line_is_up
until_true 'the doctor after the restart' branchline doctor
branchline doctor > doctor-after
to again https://$name/1/inbox
systemctl stop branchline-login.service branchline-login.socket
branchline doctor > doctor-stopped
echo "code $?" >> doctor-stopped
systemctl stop branchline.target nginx mariadb
systemctl list-units --plain --no-legend 'branchline-*' --state=active,failed > left
touch /out/done
