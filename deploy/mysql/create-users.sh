#!/usr/bin/env bash
# Runs users.sql as root, with the passwords of the environment. The image of MySQL runs it when it makes a new database; after a change run
#   docker compose exec mysql bash /docker-entrypoint-initdb.d/create-users.sh
# In brackets, because that image reads the script into its own shell.
(
  set -euo pipefail
  sql=$(<"${USERS_SQL:-/deploy/users.sql}")
  for name in $(grep -o '\${[A-Z_]*}' <<<"$sql" | tr -d '${}' | sort -u); do
    password=${!name:?has no value: see deploy/create-env.sh}
    if [[ ! $password =~ ^[A-Za-z0-9_-]{16,}$ ]]; then
      echo "$name must be 16 or more letters, digits, _ or -" >&2
      exit 1
    fi
    sql=${sql//"\${$name}"/$password}
  done
  MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --user=root <<<"$sql"
)
