#!/bin/sh
# Prints a .env for docker-compose.yml, with a new secret for everything that needs one:
#   (umask 077; sh deploy/create-env.sh > .env)
set -eu

secret() {
  openssl rand -hex "$1"
}

for name in MYSQL_ROOT REDIS OWN_GATEWAY CRM_GATEWAY CRM_CUSTOMERS CRM_SALES READ_FINANCE READ_SALES READ_TICKETS READ_PMS LOAD_DEMO; do
  echo "${name}_PASSWORD=$(secret 24)"
done
for name in CUSTOMERS SALES SERVICE_TICKETS HOSPITALITY; do
  echo "SIGNING_KEY_$name=k1:$(secret 32)"
done
echo '# The demo ends on this day. Leave it empty for your own databases: then it is today.'
echo 'BUSINESS_DATE=2026-06-30'
