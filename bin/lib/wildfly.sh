# shellcheck shell=bash
# WildFly: unpacked once from Maven Central, configured by server-config/wildfly/, run from a base directory of its own.
# To be sourced after common.sh. Tests may set
#   WILDFLY_BASE         another base directory (configuration, deployments, queued messages)
#   WILDFLY_PORT_OFFSET  moves WildFly's other ports (management 9990, https 8443, IIOP 3528); by default they move as
#                        far as the HTTP port has been moved up from 8080, so that two servers do not meet
#   WILDFLY_CLI          further CLI scripts to apply, separated by spaces, e.g. server-config/wildfly/stomp-amqp.cli

: "${root:?}"

wildfly_version=$(sed -n 's:.*<wildfly.version>\(.*\)</wildfly.version>.*:\1:p' "$root/pom.xml")
wildfly_home=$root/.containers/wildfly-$wildfly_version
wildfly_base=${WILDFLY_BASE:-$root/.containers/run/wildfly-$wildfly_version}
wildfly_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

wildfly_unpack() {
  [ ! -d "$wildfly_home" ] || return 0
  say "Fetching WildFly $wildfly_version, once (about 260 MB) ..."
  local new=$root/.containers/unpacking.$$
  rm -rf "$root"/.containers/unpacking.*
  mkdir -p "$new"
  # Maven remembers in target/ what it has unpacked, and would not do it again: hence the overwriting.
  attend maven "$wildfly_plugin:unpack" -Dartifact="org.wildfly:wildfly-dist:$wildfly_version:zip" \
    -DoutputDirectory="$new" -Dmdep.overWriteReleases=true || die "could not fetch WildFly."
  mv "$new/wildfly-$wildfly_version" "$wildfly_home"
  rmdir "$new"
}

# Makes the base directory, and applies the CLI scripts whenever they have changed.
wildfly_configure() {
  local scripts stamp applying new
  if [ ! -d "$wildfly_base/configuration" ]; then
    new=$wildfly_base/configuration.new
    mkdir -p "$wildfly_base/deployments"
    rm -rf "$new"
    cp -R "$wildfly_home/standalone/configuration" "$new"
    mv "$new" "$wildfly_base/configuration"
  fi
  scripts="$root/server-config/wildfly/configure.cli ${WILDFLY_CLI:-}"
  # shellcheck disable=SC2086 # a list
  stamp=$(cat $scripts | cksum)
  [ "$stamp" != "$(cat "$wildfly_base/configured" 2> /dev/null)" ] || return 0
  say "Configuring WildFly ..."
  applying=$wildfly_base/applying
  {
    echo 'embed-server --server-config=standalone-full.xml --std-out=discard'
    # shellcheck disable=SC2086
    cat $scripts
    echo 'stop-embedded-server'
  } > "$applying.cli"
  attend env JBOSS_HOME="$wildfly_home" JAVA_OPTS="-Djboss.server.base.dir=$wildfly_base" \
    "$wildfly_home/bin/jboss-cli.sh" --no-color-output --file="$applying.cli" > "$applying.log" 2>&1 || {
    cat "$applying.log" >&2
    die "WildFly did not take its configuration."
  }
  printf '%s\n' "$stamp" > "$wildfly_base/configured"
}

# wildfly_deploy WAR NAME: under that name, at the next start.
wildfly_deploy() {
  rm -f "$wildfly_base/deployments/$2".*
  cp "$1" "$wildfly_base/deployments/$2"
}

wildfly_offset() {
  if [ -n "${WILDFLY_PORT_OFFSET:-}" ]; then
    echo "$WILDFLY_PORT_OFFSET"
  elif [ "$1" -ge 8080 ] && [ "$1" -le 60000 ]; then
    echo $(($1 - 8080))
  else
    echo 0
  fi
}

# Whether a server runs from the base directory.
wildfly_runs() {
  ps -o args= -p "$(cat "$wildfly_base/pid" 2> /dev/null || echo 0)" 2> /dev/null | grep -q standalone.sh
}

# wildfly_check ADDRESS PORT: everything it will listen on is free, and so is the base directory.
wildfly_check() {
  local offset other
  offset=$(wildfly_offset "$2")
  ! port_in_use "$1" "$2" || die "port $2 on $1 is in use. Choose another with --port."
  for other in 9990 8443 3528; do
    ! port_in_use 127.0.0.1 $((other + offset)) \
      || die "port $((other + offset)), which WildFly needs besides $2, is in use. Choose another --port, or set WILDFLY_PORT_OFFSET."
  done
  ! wildfly_runs \
    || die "another server runs from $wildfly_base. Stop it, or set WILDFLY_BASE."
}

# wildfly_start ADDRESS PORT: its process group is $child. Settings reach it by its environment, never by its command
# line, which everybody on the machine can read.
wildfly_start() {
  local offset
  offset=$(wildfly_offset "$2")
  start env JBOSS_HOME="$wildfly_home" LAUNCH_JBOSS_IN_BACKGROUND=1 "$wildfly_home/bin/standalone.sh" \
    -c standalone-full.xml \
    -Djboss.server.base.dir="$wildfly_base" \
    -Djboss.bind.address="$1" \
    -Djboss.socket.binding.port-offset="$offset" \
    -Djboss.http.port=$(($2 - offset))
  echo "${child:?}" > "$wildfly_base/pid"
  printf '%s\n' "127.0.0.1:$((9990 + offset))" "http://$(url_host "$1"):$2/server" > "$wildfly_base/reached"
}

# Drains and ends what wildfly_start has started, here or elsewhere.
wildfly_stop() {
  local group controller url tenths=0
  wildfly_runs || die "no server of bin/run runs from $wildfly_base."
  group=$(cat "$wildfly_base/pid")
  { read -r controller && read -r url; } < "$wildfly_base/reached"
  attend env WILDFLY="$wildfly_home" CONTROLLER="$controller" SERVER_URL="$url" "$root/server-config/drain" \
    || die "the server runs on. Ctrl+C in the terminal of bin/run ends it all the same."
  attend "$wildfly_home/bin/jboss-cli.sh" --connect --controller="$controller" --command=shutdown > /dev/null \
    || die "WildFly at $controller did not take the shutdown."
  while kill -0 -- "-$group" 2> /dev/null; do
    tenths=$((tenths + 1))
    [ "$tenths" -le 600 ] || die "WildFly has not ended within 60 s of its shutdown."
    sleep 0.1
  done
}

# wildfly_failed NAME: whether what was deployed under that name did not start.
wildfly_failed() { [ -f "$wildfly_base/deployments/$1.failed" ]; }
