# Runs one attempt of a job in a session of its own and records its start and its exit code,
# whether or not the service that launched it is still there at the end.
# Arguments: run folder, folder that stands for /opt/ml, how to get a mount namespace (a flag of unshare, or "none"),
# seconds until the last guard strikes, seconds of grace, working directory, then the command.
run=$1 base=$2 namespace=$3 guard=$4 grace=$5 directory=$6
shift 6
exec </dev/null >>"$run/log" 2>&1

start_time() { shift 21; echo "$1"; }
read -r stat <"/proc/$$/stat"
# Only one launch of an attempt gets past this line: the file must not exist yet.
(set -C; printf '%s %s\n' "$$" "$(start_time $stat)" >"$run/started") 2>/dev/null || exit 0

# A stop is meant for the job; the shell lives on to record how the job ended.
trap : TERM INT HUP

inside='
base=$1 directory=$2
shift 2
if [ ! -d /opt/ml ]; then
  # Nothing of this remains outside the namespace: a copy of /opt made of mounts, with ml added.
  mount -t tmpfs tmpfs "$base/../opt" || exit 125
  for entry in /opt/*; do
    [ -d "$entry" ] || continue
    mkdir "$base/../opt/${entry##*/}" && mount --rbind "$entry" "$base/../opt/${entry##*/}"
  done
  mkdir "$base/../opt/ml" && mount --rbind "$base/../opt" /opt || exit 125
fi
mount --rbind "$base" /opt/ml || exit 125
cd "$directory" || exit 125
exec "$@"'

if [ "$namespace" = none ]; then
  cd "$directory" && timeout --foreground -k "$grace" "$guard" "$@"
else
  mkdir -p "$base/../opt"
  timeout --foreground -k "$grace" "$guard" unshare "$namespace" sh -c "$inside" sh "$base" "$directory" "$@"
fi
code=$?
printf '%s\n' "$code" >"$run/exit.new" && mv "$run/exit.new" "$run/exit"
# What the job left running goes with it.
kill -KILL 0
