#!/bin/sh
# Writes the secrets that docker-compose.yml reads, each once; an existing one stays as it is.
# The folder is closed to other people of this machine; inside it, files are readable, because
# containers read them as a user of their own.
set -eu
folder=${1:-secrets}
mkdir -p "$folder"
chmod 700 "$folder"

random() { od -An -N 32 -tx1 /dev/urandom | tr -d ' \n'; }

secret() {
    if [ ! -e "$folder/$1" ]; then
        printf '%s' "$2" >"$folder/$1"
        chmod 444 "$folder/$1"
    fi
}

secret vetting_secret_key "$(random)"
secret postgres_password "$(random)"
secret database_url "postgresql://vetting:$(cat "$folder/postgres_password")@postgres:5432/vetting"
