# Passes a test run through, and tells at its end once more what failed in it.
{ print; fflush() }
/recorded an issue|Fatal error|Exited with unexpected signal/ { failed[++count] = $0 }
END {
    if (count) print "\nWhat failed:"
    for (i = 1; i <= count; i++) print substr(failed[i], 1, 600)
}
