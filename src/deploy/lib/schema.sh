# shellcheck shell=bash
# schema.sh: bringing a MariaDB to the schema and the users of this version
#
# For a local run and for an installation alike. Whoever sources it says what sql_dir is, with
# change/ and grant/; user_prefix, which stands before each user's name; applied_to, or_wipe and
# mend_it, the ends of sentences; and the functions sql (statements on standard input, as
# MariaDB's root), login_of NAME (the user's IDENTIFIED clause), programs (those that serve
# pages), say and die.

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
    for file in "$sql_dir"/change/[0-9][0-9][0-9][0-9]_*.sql; do
        [ -e "$file" ] || break
        number=$(basename "$file")
        number=$((10#${number%%_*}))
        sum=$(sha256sum "$file" | cut -c1-64)
        case $(awk -v number="$number" '$1 == number { print $2 }' <<< "$applied") in
            '') database_apply "$file" "$number" "$sum" ;;
            "$sum") ;;
            *) die "$(basename "$file") was changed after it was applied$applied_to; undo that and add a new file$or_wipe" ;;
        esac
    done
}

database_apply() {
    say "  schema $(basename "$1" .sql)"
    sql branchline < "$1" ||
        die "$(basename "$1") failed, and MariaDB's changes to a schema cannot be rolled back; $mend_it"
    sql branchline <<END
INSERT INTO schema_change (number, name, sha256, applied_at)
VALUES ($2, '$(basename "$1")', '$3', UTC_TIMESTAMP(6));
END
}

# One user a program, with just what its file in sql/grant/ grants; a user whose file has gone
# goes too. Web programs may hold up a visitor for five seconds, daemons work a minute.
database_users() {
    local file name login seconds names='' web
    web=" $(programs | paste -sd ' ') "
    for file in "$sql_dir"/grant/*.sql; do
        [ -e "$file" ] || break
        name=$(basename "$file" .sql)
        names="$names,'$user_prefix$name'"
    done
    {
        cat <<END
DELIMITER //
FOR stale IN (SELECT User AS name, Host AS host FROM mysql.user
              WHERE User LIKE '$user_prefix%'
                AND NOT (Host = 'localhost' AND User IN ('root', 'mariadb.sys'$names))) DO
    EXECUTE IMMEDIATE CONCAT('DROP USER ', QUOTE(stale.name), '@', QUOTE(stale.host));
END FOR//
DELIMITER ;
END
        for file in "$sql_dir"/grant/*.sql; do
            name=$(basename "$file" .sql)
            seconds=60
            [[ $web != *" $name "* ]] || seconds=5
            login=$(login_of "$name")
            cat <<END
CREATE USER IF NOT EXISTS '$user_prefix$name'@'localhost';
ALTER USER '$user_prefix$name'@'localhost' $login
    WITH MAX_USER_CONNECTIONS 20 MAX_STATEMENT_TIME $seconds;
REVOKE ALL PRIVILEGES, GRANT OPTION FROM '$user_prefix$name'@'localhost';
END
            sed "s/ TO '$name'@/ TO '$user_prefix$name'@/" "$file"
            echo
        done
    } | sql branchline || die "the grants in sql/grant/ could not be applied; MariaDB's reason stands above"
}
