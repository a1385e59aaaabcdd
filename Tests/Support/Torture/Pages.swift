/// All pages in a real browser, in all eight variants of language, screen and light, and every journey in both languages (Tests/Browser).
enum Pages {
    static let part = TorturePart(name: "pages", about: "the tour and the journeys in a real browser, in all variants", rounds: 1) { torture in
        var said = ""
        for _ in 0..<torture.rounds {
            for part in ["entering", "papers", "calls", "uploads", "packs", "path", "sharing", "booking", "door", "tour"] {
                let (status, text) = try await Blocking.run { try Blocking.program(["python3", "Tests/Browser/\(part).py", "--all"]) }
                said = text.split(separator: "\n").last.map(String.init) ?? ""
                try demand(status == 0, "\(part) ends with \(status): \(text.suffix(500))")
            }
        }
        return [Outcome(on: "browser", rounds: torture.rounds, found: said)]
    }
}

/// The property tests once more, with other seeds each round (`KEPU_SEED` moves every seed of theirs).
enum Seeds {
    static let part = part("seeds", about: "the property tests with other seeds", rounds: 30, "FuzzTests|ChunkTests|WaitingListTests|ExportTests")

    /// Loans at random, rounds in any order, packs cut and mended, deltas on other versions, files in pieces.
    static let sharing = part(
        "sharing", about: "loans, rounds, packs and uploads with other seeds", rounds: 20, "RandomLoanTests|AllocationPropertyTests|RepairTests|DeltaTests|VerifyTests|UploadTests")

    /// Some thousand things that people do, and every roll-up and every plan's progress against a recount after each handful.
    static let figures = part("figures", about: "roll-ups and the progress of a plan against a recount, 1,700 acts a round and engine", rounds: 3, "RollUpTests|ProgressPropertyTests")

    private static func part(_ name: String, about: String, rounds: Int, _ tests: String) -> TorturePart { TorturePart(name: name, about: about, rounds: rounds) { torture in
        for round in 0..<torture.rounds {
            let seed = torture.seed &+ UInt64(round)
            let (status, text) = try await Blocking.run {
                try Blocking.program(["swift", "test", "--skip-build", "--filter", tests], environment: ["KEPU_SEED": "\(seed)"])
            }
            try demand(status == 0, "with KEPU_SEED=\(seed): \(text.suffix(500))")
        }
        return [Outcome(on: "both", rounds: torture.rounds, found: "\(tests.replacing("|", with: ", ")): all pass with every seed")]
    } }
}
