# shellcheck shell=bash
# database.sh: the private MariaDB of a local run: making it, its schema, its users
#
# It listens on a unix socket inside a folder of mode 0700 and nowhere else. Its root has a
# password too (VAR/secret/db-root); VAR/admin.cnf lets the owner in:
#     mariadb --defaults-file=var/admin.cnf branchline

# MariaDB's tools refuse root unless told.
if [ "$(id -u)" = 0 ]; then
    as_user=(--user=root)
else
    as_user=()
fi

sql() {
    mariadb --defaults-file="$var/admin.cnf" --batch --skip-column-names --default-character-set=utf8mb4 "$@"
}

# A data folder that was not made to its end is not taken for one that was. Temporary files stay
# in our own folder: a MariaDB that starts removes those of all others from its tmpdir.
database_make() {
    [ -d "$var/db" ] && return 0
    rm -rf "$var/db.new"
    TMPDIR=$var/tmp mariadb-install-db --no-defaults --datadir="$var/db.new" --skip-test-db \
        --auth-root-authentication-method=normal "${as_user[@]}" \
        > "$var/log/mariadb-install.log" 2>&1 ||
        die "MariaDB's data folder could not be made; see $var/log/mariadb-install.log"
    mv "$var/db.new" "$var/db"
}

database_conf() {
    make_secret db-root
    fill "$root/src/deploy/conf/mariadb.cnf" VAR="$var" RUN="$run" | put "$var/mariadb.cnf"
    put "$var/secret/root.sql" <<END
ALTER USER 'root'@'localhost' IDENTIFIED BY '$(< "$var/secret/db-root")';
END
    put "$var/admin.cnf" <<END
[client]
socket = $run/mariadb.sock
user = root
password = $(< "$var/secret/db-root")
END
}

# The schema is the sum of sql/change/NNNN_noun.sql, applied once each and in order. A file
# that has been applied must not change: what it said is already in the tables.
database_change() {
    local file number sum applied
    sql <<'END'
CREATE DATABASE IF NOT EXISTS branchline;
CREATE TABLE IF NOT EXISTS branchline.schema_change (
    number      SMALLINT UNSIGNED NOT NULL,
    name        VARCHAR(80)  NOT NULL,
    sha256      CHAR(64)     NOT NULL COMMENT 'of the file as it was applied',
    applied_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (number)
) COMMENT 'the steps of sql/change/ that this schema is made of';
END
    applied=$(sql branchline -e 'SELECT number, sha256 FROM schema_change')
    for file in "$root"/sql/change/[0-9][0-9][0-9][0-9]_*.sql; do
        [ -e "$file" ] || break
        number=$(basename "$file")
        number=$((10#${number%%_*}))
        sum=$(sha256sum "$file" | cut -c1-64)
        case $(awk -v number="$number" '$1 == number { print $2 }' <<< "$applied") in
            '') database_apply "$file" "$number" "$sum" ;;
            "$sum") ;;
            *) die "$(basename "$file") was changed after it was applied to $var; undo that and add a new file, or wipe the data with \`make reset\`" ;;
        esac
    done
}

database_apply() {
    say "  schema $(basename "$1" .sql)"
    sql branchline < "$1" ||
        die "$(basename "$1") failed, and MariaDB's changes to a schema cannot be rolled back; mend it, then \`make reset\`"
    sql branchline <<END
INSERT INTO schema_change (number, name, sha256, applied_at)
VALUES ($2, '$(basename "$1")', '$3', UTC_TIMESTAMP(6));
END
}

# One user a program, with just what its file in sql/grant/ grants; a user whose file has gone
# goes too. Web programs may hold up a visitor for five seconds, daemons work a minute.
database_users() {
    local file name seconds names=''
    for file in "$root"/sql/grant/*.sql; do
        [ -e "$file" ] || break
        name=$(basename "$file" .sql)
        names="$names,'$name'"
        make_secret "db-$name"
    done
    {
        cat <<END
DELIMITER //
FOR stale IN (SELECT User AS name, Host AS host FROM mysql.user
              WHERE NOT (Host = 'localhost' AND User IN ('root', 'mariadb.sys'$names))) DO
    EXECUTE IMMEDIATE CONCAT('DROP USER ', QUOTE(stale.name), '@', QUOTE(stale.host));
END FOR//
DELIMITER ;
END
        for file in "$root"/sql/grant/*.sql; do
            name=$(basename "$file" .sql)
            seconds=60
            [ -d "$root/cgi-bin/$name" ] && seconds=5
            cat <<END
CREATE USER IF NOT EXISTS '$name'@'localhost';
ALTER USER '$name'@'localhost' IDENTIFIED BY '$(< "$var/secret/db-$name")'
    WITH MAX_USER_CONNECTIONS 20 MAX_STATEMENT_TIME $seconds;
REVOKE ALL PRIVILEGES, GRANT OPTION FROM '$name'@'localhost';
END
            cat "$file"
            echo
        done
    } | sql branchline || die "the grants in sql/grant/ could not be applied; MariaDB's reason stands above"
}
