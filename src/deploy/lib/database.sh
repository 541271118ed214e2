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

# How a user of ours shows MariaDB who it is (schema.sh): by a password of its own.
login_of() {
    make_secret "db-$1"
    echo "IDENTIFIED BY '$(< "$var/secret/db-$1")'"
}
