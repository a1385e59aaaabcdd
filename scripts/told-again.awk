# Passes on what a test run says that somebody needs: each suite that ended, and whatever is neither the begin nor the good end of a single test. What
# failed is told again at the end, and what was never finished where the run was ended from outside.
/^◇ Test .* started\.$/ && !/^◇ Test (case|run) / { name = $0; sub(/^◇ Test /, "", name); sub(/ started\.$/, "", name); open[name] = 1 }
/^(✔|✘) Test / { name = $0; sub(/^[^ ]+ Test /, "", name); sub(/ (with [0-9]+ test cases )?(passed|failed) after .*$/, "", name); delete open[name] }
/^(✔|✘) Test run / { isDone = 1 }
/^◇ (Test|Suite) .* started\.$/ || /^✔ Test / && !/^✔ Test run / { next }
{ print; fflush() }
/recorded an issue|Fatal error|Exited with unexpected signal/ { failed[++count] = $0 }
END {
    if (count) print "\nWhat failed:"
    for (i = 1; i <= count; i++) print substr(failed[i], 1, 600)
    if (!isDone) for (name in open) print "not finished: " name
}
