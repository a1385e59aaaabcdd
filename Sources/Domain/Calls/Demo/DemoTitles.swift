import Kernel
import Storage
import Venues

/// What became of the demonstration's titles since: those of the first call have run out or were renewed; of the second, some were rated,
/// some wait, one is put right and one was taken back.
struct DemoTitles: Sendable {
    let days: DemoCallDays
    let database: Database

    func load() async throws {
        try await turn(days.back(1, 1, 2))
        try await file([0, 1, 2, 3, 4, 5], on: days.back(1, 2, 20))
        try await rate([0: .excel, 1: .excel, 2: .qualify, 3: .qualify, 4: .qualify, 5: .qualify], on: days.back(1, 4, 1))
        try await turn(days.back(1, 12, 30))
        try await turn(days.back(0, 1, 2))
        try await file([1, 2, 3], on: days.thisYear(40))
        try await rate([3: .rectify], on: days.thisYear(20))
        try await revoke(4, on: days.thisYear(15))
    }

    private func on(_ day: Day, _ hour: Int, _ work: @escaping @Sendable (Transaction) throws -> Void) async throws {
        try await database.at(DemoCallDays.moment(day, hour)).writeAlone(work)
    }

    /// What the calendar brings by that day.
    private func turn(_ day: Day) async throws {
        try await on(day, 8) { tx in
            try tx.turnTitles()
            try tx.turnAssessments()
        }
    }

    /// The title of the second call.
    private static func title(_ number: Int, _ tx: Transaction) throws -> Title? {
        try tx.titles(of: DemoCallCast.unit(number, tx)).first { $0.batch == 2 }
    }

    private func file(_ units: [Int], on day: Day) async throws {
        try await on(day, 14) { tx in
            for number in units {
                guard let title = try Self.title(number, tx), let open = try tx.assessments(of: title.id).first(where: { $0.year == day.year - 1 }), open.state == .open else { continue }
                try tx.step(open.id, .file, says: DemoAnswers.report, by: DemoCallCast.everybody)
            }
        }
    }

    private func rate(_ units: [Int: AssessmentEvent], on day: Day) async throws {
        try await on(day, 15) { tx in
            for (number, event) in units.sorted(by: { $0.key < $1.key }) {
                guard let title = try Self.title(number, tx), let filed = try tx.assessments(of: title.id).first(where: { $0.year == day.year - 1 }), filed.state == .filed else { continue }
                let says = event == .rectify ? "展品完好率低于 90%，请修复后报告。（示例）" : ""
                try tx.step(filed.id, event, says: says, by: DemoCallCast.everybody)
            }
        }
    }

    private func revoke(_ number: Int, on day: Day) async throws {
        try await on(day, 16) { tx in
            guard let title = try Self.title(number, tx), title.state.isInForce else { return }
            try tx.revoke(title.id, ground: "closed", says: "停业改造，已不对公众开放。（示例）", by: DemoCallCast.everybody)
        }
    }
}
