# shellcheck shell=bash
# What every command in bin/ needs: messages, children that never outlive it, a JDK, Maven, the WAR, ports.
# To be sourced, with `root` set to the checkout.

: "${root:?}"

say() { printf '%s\n' "$*"; }
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# --- Children. Each runs in a process group of its own, so that it can be ended with whatever it has started itself.

child=

# start COMMAND...: in the background; its process group is $child.
start() {
  set -m
  "$@" < /dev/null &
  child=$!
  set +m
}

# attend COMMAND...: in the foreground, yet ended at once when this script is.
attend() {
  start "$@"
  local status=0
  wait "$child" || status=$?
  child=
  return "$status"
}

# Asks the child to end, waits 30 s for all of its processes, then insists.
end_child() {
  [ -n "$child" ] || return 0
  kill -TERM -- "-$child" 2> /dev/null || true
  local tenths=0
  while kill -0 -- "-$child" 2> /dev/null; do
    tenths=$((tenths + 1))
    [ "$tenths" -ne 300 ] || kill -KILL -- "-$child" 2> /dev/null || true
    sleep 0.1
  done
  child=
}

stop_on() {
  trap '' HUP INT TERM
  end_child
  exit "$1"
}
trap 'stop_on 129' HUP
trap 'stop_on 130' INT
trap 'stop_on 143' TERM
trap 'end_child' EXIT

# --- Tools

# Where we may install: as root on Debian.
may_install() { [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get > /dev/null; }

install_package() {
  say "Installing $1 ..."
  attend apt-get -qq update && attend env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$1" > /dev/null || return 1
  hash -r
}

# install_or_die PACKAGE WHAT ADVICE: where we may install it, do; elsewhere say what is missing.
install_or_die() {
  may_install || die "no $2 found. $3"
  install_package "$1" || die "could not install $1. $3"
}

java_property() { "$1" -XshowSettings:properties -version 2>&1 | sed -n "s/^ *$2 = //p"; }

# Sets JAVA_HOME, for Maven and for the container alike.
require_java() {
  local advice='Install a JDK 17 or newer (on Debian: apt-get install default-jdk-headless), or point JAVA_HOME at one.'
  if [ -z "${JAVA_HOME:-}" ]; then
    command -v javac > /dev/null || install_or_die default-jdk-headless JDK "$advice"
    JAVA_HOME=$(java_property java java.home)
  fi
  [ -x "$JAVA_HOME/bin/javac" ] || die "no JDK in $JAVA_HOME. $advice"
  local version
  version=$(java_property "$JAVA_HOME/bin/java" java.specification.version)
  case $version in
    1.* | '') version=8 ;;
  esac
  [ "${version%%.*}" -ge 17 ] || die "the JDK in $JAVA_HOME is Java $version. $advice"
  export JAVA_HOME
}

require_maven() {
  local advice='Install Maven 3.8 or newer (on Debian: apt-get install maven).'
  command -v mvn > /dev/null || install_or_die maven Maven "$advice"
  local version major minor
  version=$(mvn -v 2> /dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$((${major:-0} * 1000 + ${minor:-0}))" -ge 3008 ] || die "Maven is ${version:-of an unknown version}. $advice"
}

# maven ARGUMENTS...: quietly, in the checkout.
maven() { (cd "$root" && exec mvn -q -B -Dstyle.color=never "$@"); }

# build DIRECTORY WAR [MAVEN OPTION]...: unless the WAR is newer than all it is made of.
build() {
  local directory=$1 war=$2
  shift 2
  if [ -f "$directory/$war" ] \
    && [ -z "$(find "$directory/pom.xml" "$directory/src/main" -newer "$directory/$war" | head -n 1)" ]; then
    return 0
  fi
  case $directory in
    "$root") say "Building ${war##*/} ..." ;;
    *) say "Building ${directory#"$root/"} ..." ;;
  esac
  # Maven would leave the classes of deleted sources in the WAR, and compiles the whole module on any change anyway.
  rm -rf "$directory/target/classes" "$directory/target/client" "$directory/${war%.war}"
  attend maven -f "$directory/pom.xml" package -DskipTests "$@" || die "the build failed."
}

# --- Artefacts

# .repository, under the checkout, is a local repository to Maven (-Dmaven.repo.local). Only what this project publishes
# is its own. Every other group is a link to the user's repository: nothing is fetched twice, it works offline when the
# build does, and the user's repository never holds a copy of ours that could be found there when it is stale.
link_repository() {
  local ours=$root/.repository theirs=~/.m2/repository group link
  mkdir -p "$ours/com"
  find "$ours" -maxdepth 2 -type l ! -exec test -e {} \; -exec rm -f {} \;
  for group in "$theirs"/* "$theirs"/com/*; do
    link=$ours/${group#"$theirs"/}
    case ${link#"$ours"/} in
      com | com/artisansdk) continue ;;
    esac
    [ ! -d "$group" ] || [ -e "$link" ] || ln -s "$group" "$link"
  done
}

# Puts what `build` has made of the checkout there, unless that has been done.
publish() {
  link_repository
  [ "$root/target/server.war" -nt "$root/.repository/com/artisansdk/server/maven-metadata-local.xml" ] || return 0
  attend maven install:install-file@publish-war install:install-file@publish-classes install:install-file@publish-client \
    || die "could not publish into .repository."
}

# --- Network

# The address to reach a server at that listens on $1.
reachable() {
  case $1 in
    0.0.0.0) echo 127.0.0.1 ;;
    :: | '[::]') echo ::1 ;;
    *) echo "$1" ;;
  esac
}

# The same, as it stands in a URL.
url_host() {
  local host
  host=$(reachable "$1")
  case $host in
    *:*) echo "[$host]" ;;
    *) echo "$host" ;;
  esac
}

port_in_use() { (exec 3<> "/dev/tcp/$(reachable "$1")/$2") 2> /dev/null; }

# answers ADDRESS PORT PATH: whether a GET of it is answered with 200 within 2 s.
answers() {
  local status
  status=$(
    exec 2> /dev/null 3<> "/dev/tcp/$(reachable "$1")/$2" || exit 0
    printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$3" "$(url_host "$1")" >&3
    IFS= read -r -t 2 line <&3 && printf '%s' "$line"
  ) || true
  case $status in
    'HTTP/1.1 200'*) return 0 ;;
    *) return 1 ;;
  esac
}
