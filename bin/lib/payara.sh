# shellcheck shell=bash
# Payara: unpacked once from Maven Central, configured by server-config/payara/, run from a domain of its own.
# To be sourced after common.sh. Tests may set
#   PAYARA_BASE         another folder for the domain (configuration, deployments, queued messages)
#   PAYARA_PORT_OFFSET  moves Payara's other ports (admin 4848, https 8181, JMS 7676, IIOP 3700, 3820 and 3920, JMX 8686);
#                       by default they move as far as the HTTP port has been moved up from 8080, so that two servers do
#                       not meet

: "${root:?}"

payara_version=$(sed -n 's:.*<payara.version>\(.*\)</payara.version>.*:\1:p' "$root/pom.xml")
payara_home=$root/.containers/payara-$payara_version
payara_base=${PAYARA_BASE:-$root/.containers/run/payara-$payara_version}
payara_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

payara_unpack() {
  [ ! -d "$payara_home" ] || return 0
  say "Fetching Payara $payara_version, once (about 170 MB) ..."
  local new=$root/.containers/unpacking.$$
  rm -rf "$root"/.containers/unpacking.*
  mkdir -p "$new"
  # Maven remembers in target/ what it has unpacked, and would not do it again: hence the overwriting.
  attend maven "$payara_plugin:unpack" -Dartifact="fish.payara.distributions:payara:$payara_version:zip" \
    -DoutputDirectory="$new" -Dmdep.overWriteReleases=true || die "could not fetch Payara."
  # The zip's own modes are lost on the way.
  chmod +x "$new"/payara6/bin/* "$new"/payara6/glassfish/bin/*
  mv "$new/payara6" "$payara_home"
  rmdir "$new"
}

# Makes the domain: a copy of the one that Payara comes with, which itself is never started. What is set in it is set at
# each start, before anything listens.
payara_configure() {
  [ ! -d "$payara_base/domain1" ] || return 0
  local new=$payara_base/domain1.new
  mkdir -p "$payara_base"
  rm -rf "$new"
  cp -R "$payara_home/glassfish/domains/domain1" "$new"
  # Payara writes what follows itself when it first starts, but only after its broker listens to everybody.
  awk '
    /<java-config/ && !broker++ {
      print "<jms-service type=\"EMBEDDED\" default-jms-host=\"default_JMS_host\">"
      print "<jms-host name=\"default_JMS_host\" host=\"127.0.0.1\" port=\"7676\"/></jms-service>"
    }
    { print }
    /<resources>/ {
      print "<connector-connection-pool name=\"jms/__defaultConnectionFactory-Connection-Pool\" resource-adapter-name=\"jmsra\""
      print "connection-definition-name=\"jakarta.jms.ConnectionFactory\" steady-pool-size=\"1\" max-pool-size=\"250\"/>"
      print "<connector-resource jndi-name=\"jms/__defaultConnectionFactory\" object-type=\"system-all-req\""
      print "pool-name=\"jms/__defaultConnectionFactory-Connection-Pool\"/>"
    }
    # Stock, all Payaras of a machine keep their uploads in /tmp, and one that stops takes away those of the others.
    /<java-config/ { print "<jvm-options>-Djava.io.tmpdir=${com.sun.aas.instanceRoot}/tmp</jvm-options>" }
    /<server name="server"/ { print "<resource-ref ref=\"jms/__defaultConnectionFactory\"/>" }
  ' "$payara_home/glassfish/domains/domain1/config/domain.xml" > "$new/config/domain.xml"
  mkdir "$new/tmp"
  mv "$new" "$payara_base/domain1"
}

# payara_deploy WAR NAME.war: under that name, at the next start.
payara_deploy() {
  local name=${2%.war} quiet=
  mkdir -p "$payara_base/deployments"
  cp "$1" "$payara_base/deployments/$2"
  echo "deploy --force=true --enabled=true --name=$name --contextroot=$name $payara_base/deployments/$2" \
    > "$payara_base/deploy.asadmin"
  # The one from the last start does not run first.
  if grep -q "<application-ref .*ref=\"$name\"" "$payara_base/domain1/config/domain.xml"; then
    quiet="set servers.server.server.application-ref.$name.enabled=false"
  fi
  echo "$quiet" > "$payara_base/quiet.asadmin"
}

payara_offset() {
  if [ -n "${PAYARA_PORT_OFFSET:-}" ]; then
    echo "$PAYARA_PORT_OFFSET"
  elif [ "$1" -ge 8080 ] && [ "$1" -le 60000 ]; then
    echo $(($1 - 8080))
  else
    echo 0
  fi
}

# Whether a server runs from the base directory.
payara_runs() {
  ps -o args= -p "$(cat "$payara_base/pid" 2> /dev/null || echo 0)" 2> /dev/null | grep -q start-domain
}

# payara_check ADDRESS PORT: everything it will listen on is free, and so is the domain.
payara_check() {
  local offset other
  offset=$(payara_offset "$2")
  ! port_in_use "$1" "$2" || die "port $2 on $1 is in use. Choose another with --port."
  for other in 4848 8181 7676 3700 3820 3920 8686; do
    ! port_in_use 127.0.0.1 $((other + offset)) \
      || die "port $((other + offset)), which Payara needs besides $2, is in use. Choose another --port, or set PAYARA_PORT_OFFSET."
  done
  ! payara_runs \
    || die "another server runs from $payara_base. Stop it, or set PAYARA_BASE."
}

# payara_settings PORT: what is set at each start. Beyond server-config, only this machine reaches its other ports, and it
# does not look for other Payaras to share data with.
payara_settings() {
  local offset listener port config=configs.config.server-config
  offset=$(payara_offset "$1")
  cat "$root/server-config/payara/configure.asadmin"
  while read -r listener port; do
    case $listener in
      jms-service.*) echo "set $config.$listener.host=127.0.0.1" ;;
      *) echo "set $config.$listener.address=127.0.0.1" ;;
    esac
    echo "set $config.$listener.port=$((port + offset))"
  done << 'END'
network-config.network-listeners.network-listener.admin-listener 4848
network-config.network-listeners.network-listener.http-listener-2 8181
iiop-service.iiop-listener.orb-listener-1 3700
iiop-service.iiop-listener.SSL 3820
iiop-service.iiop-listener.SSL_MUTUALAUTH 3920
admin-service.jmx-connector.system 8686
jms-service.jms-host.default_JMS_host 7676
END
  echo "set $config.hazelcast-config-specific-configuration.enabled=false"
}

# payara_start ADDRESS PORT: its process group is $child. Settings reach it by its environment, never by its command line,
# which everybody on the machine can read.
payara_start() {
  {
    payara_settings "$2"
    cat "$payara_base/quiet.asadmin"
  } > "$payara_base/configure.asadmin"
  # What asadmin itself would log is a page of JVM options.
  echo 'handlers=' > "$payara_base/asadmin.logging"
  mkdir -p "$payara_base/domain1/logs"
  [ ! -f "$payara_base/domain1/logs/server.log" ] \
    || mv "$payara_base/domain1/logs/server.log" "$payara_base/domain1/logs/server.log.before"
  start env AS_JAVA="${JAVA_HOME:?}" SERVER_ADDRESS="$1" SERVER_PORT="$2" \
    AS_EXTRA_JAVA_OPTS="-Xmx64m -Djava.util.logging.config.file=$payara_base/asadmin.logging" \
    "$payara_home/bin/asadmin" start-domain --verbose --domaindir "$payara_base" \
    --prebootcommandfile "$payara_base/configure.asadmin" --postbootcommandfile "$payara_base/deploy.asadmin" domain1
  echo "${child:?}" > "$payara_base/pid"
  printf '%s\n' "127.0.0.1:$((4848 + $(payara_offset "$2")))" "http://$(url_host "$1"):$2/server" > "$payara_base/reached"
}

# Drains and ends what payara_start has started, here or elsewhere.
payara_stop() {
  local group controller url tenths=0
  payara_runs || die "no server of bin/run runs from $payara_base."
  group=$(cat "$payara_base/pid")
  { read -r controller && read -r url; } < "$payara_base/reached"
  attend env PAYARA="$payara_home" CONTROLLER="$controller" SERVER_URL="$url" AS_JAVA="${JAVA_HOME:?}" \
    "$root/server-config/drain" \
    || die "the server runs on. Ctrl+C in the terminal of bin/run ends it all the same."
  attend env AS_JAVA="$JAVA_HOME" "$payara_home/bin/asadmin" stop-domain --domaindir "$payara_base" domain1 > /dev/null \
    || die "Payara at $controller did not stop."
  while kill -0 -- "-$group" 2> /dev/null; do
    tenths=$((tenths + 1))
    [ "$tenths" -le 600 ] || die "Payara has not ended within 60 s."
    sleep 0.1
  done
}

# payara_failed NAME.war: whether what was deployed under that name did not start.
payara_failed() {
  grep -qs 'Boot Command deploy failed' "$payara_base/domain1/logs/server.log"
}
