# Passes on what a test run says that somebody needs: each suite that ended, and whatever is neither the begin nor the good end of a single test. What
# failed is told again at the end.
/^◇ (Test|Suite) .* started\.$/ || /^✔ Test / && !/^✔ Test run / { next }
{ print; fflush() }
/recorded an issue|Fatal error|Exited with unexpected signal/ { failed[++count] = $0 }
END {
    if (count) print "\nWhat failed:"
    for (i = 1; i <= count; i++) print substr(failed[i], 1, 600)
}
