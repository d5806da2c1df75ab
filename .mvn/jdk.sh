# Sourced by ./explainerror and ./verify: find_jdk sets JDK to the home of a JDK 25 or newer, or ends with one sentence.
# No java is started for the search: the file `release` in a JDK's home tells its version.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ "${value:-0}" -ge 25 ] && return 0
    return 1
  done < "$1/release"
  return 1
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    JDK=$JAVA_HOME
    return
  fi
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
  mac=
  [ -x /usr/libexec/java_home ] && mac=$(/usr/libexec/java_home -v 25+ 2>/dev/null)
  for JDK in "${on_path%/bin/java}" "$mac" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    is_jdk_25 "$JDK" && return
  done
  echo "$1: no JDK 25 or newer was found in JAVA_HOME, on the PATH or in the usual places: install one" \
    "(apt-get install temurin-25-jdk, brew install openjdk, or sdk install java 25-tem) or set JAVA_HOME." >&2
  exit 1
}

# Maven on the chosen JDK; its own libraries still use Unsafe, about which newer JDKs warn.
run_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    echo "$1: Maven, which builds this program, is not on the PATH: install it (apt-get install maven," \
      "brew install maven, or sdk install maven)." >&2
    exit 1
  fi
  shift
  JAVA_HOME=$JDK MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" mvn -B -Dstyle.color=never -f "$home/pom.xml" "$@"
}
