import Kernel
import Language
import TestKit
import Testing
import Venues
import Workflow

@testable import Plans

/// What a task owes, by when, and when its lead is reminded.
@Suite struct DutyTests {
    private func task(_ state: TaskState, due: String? = "2023-12-20") -> KeyTask {
        KeyTask(
            id: ID(1), key: "t", planID: ID(1), chapter: nil, position: 0, parentID: nil, campaignID: nil, origin: .plan, originKey: "", name: Wording("任务", "Task"), about: nil, leadID: ID(2),
            authorityID: ID(3), region: nil, due: due.map { day($0) }, budget: nil, budgetYuan: nil, state: state, stateAt: instant("2023-02-10T01:00:00Z"), stateBy: 0)
    }

    private let milestone = Milestone(taskID: ID(1), key: "m", name: Wording("节点", "Milestone"), due: day("2023-04-15"))
    private let periods = ReportPeriod.all(of: day("2023-01-01")...day("2023-12-31"), since: day("2023-02-10")).map { (period: $0, due: $0.end.adding(days: 10)) }

    private func keys(_ state: TaskState, _ today: String, _ reports: [ReportPeriod: ReportState] = [:]) -> [String] {
        Duty.all(of: task(state), [milestone], periods, reports, today: day(today)).map(\.about.key)
    }

    @Test func everythingIsOwedInTheOrderOfTheDays() {
        #expect(keys(.assigned, "2023-05-01") == ["accept", "report:2023-Q1", "milestone:m", "task"])
        #expect(keys(.underWay, "2023-05-01") == ["report:2023-Q1", "milestone:m", "task"])
        #expect(Duty.all(of: task(.assigned), [], [], [:], today: day("2023-02-11")).first?.due == day("2023-02-17"))
    }

    @Test(arguments: [TaskState.verified, .dropped, .drafted])
    func whatIsOverOwesNothing(_ state: TaskState) { #expect(keys(state, "2023-05-01").isEmpty) }

    /// To say that it is done settles neither a report nor a milestone.
    @Test func whatIsClaimedStillOwesReportsAndMilestones() { #expect(keys(.done, "2023-05-01") == ["report:2023-Q1", "milestone:m"]) }

    @Test func aQuarterIsReportedOnceItIsOverAndAgainWhenItCameBack() {
        let first = ReportPeriod(year: 2023, quarter: 1)
        #expect(!keys(.underWay, "2023-03-31").contains("report:2023-Q1") && keys(.underWay, "2023-04-01").contains("report:2023-Q1"))
        #expect(!keys(.underWay, "2023-05-01", [first: .handedIn]).contains("report:2023-Q1") && !keys(.underWay, "2023-05-01", [first: .accepted]).contains("report:2023-Q1"))
        #expect(keys(.underWay, "2023-05-01", [first: .returned]).contains("report:2023-Q1"))
    }

    @Test(arguments: [(8, nil), (7, .near), (0, .near), (-1, .overdue), (-7, .overdue), (-8, .escalated), (-60, .escalated), (-61, nil)] as [(Int, ReminderStep?)])
    func remindersComeInThreeSteps(_ days: Int, _ step: ReminderStep?) {
        let today = day("2023-06-01")
        #expect(ReminderStep(due: today.adding(days: days), today: today) == step)
    }

    @Test func quartersAreThoseOfTheTerm() {
        #expect(periods.map(\.period.key) == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"])
        #expect(ReportPeriod.all(of: day("2022-11-15")...day("2023-01-31"), since: day("2022-11-15")).map(\.key) == ["2022-Q4", "2023-Q1"])
        #expect(ReportPeriod.all(of: day("2023-01-01")...day("2023-12-31"), since: day("2023-08-01")).map(\.key) == ["2023-Q3", "2023-Q4"])
        #expect(ReportPeriod.all(of: day("1900-01-01")...day("2200-12-31"), since: day("1900-01-01")).count == 80)
        for quarter in 1...4 {
            let period = ReportPeriod(year: 2024, quarter: quarter)
            #expect(period.next.begin == period.end.adding(days: 1) && ReportPeriod(of: period.begin) == period && ReportPeriod(of: period.end) == period && ReportPeriod(period.key) == period)
        }
    }

    @Test(arguments: ["", "2023", "2023-Q0", "2023-Q5", "2023-Q1x", "23-Q1", "2023-q1", "9999-Q1", "2023-Q１"])
    func nonsenseIsNoQuarter(_ text: String) { #expect(ReportPeriod(text) == nil) }

    @Test func theLifeOfATask() throws {
        let way: [(TaskEvent, TaskState)] = [
            (.issue, .assigned), (.accept, .accepted), (.begin, .underWay), (.claim, .done), (.return, .returned), (.resume, .underWay), (.claim, .done), (.verify, .verified), (.reopen, .returned),
            (.claim, .done),
        ]
        var state = KeyTask.workflow.begins
        for (event, next) in way {
            state = try KeyTask.workflow.next(state, event)
            #expect(state == next)
        }
        for (state, event) in [(TaskState.assigned, TaskEvent.claim), (.verified, .drop), (.dropped, .reopen), (.accepted, .verify), (.drafted, .accept)] {
            #expect(throws: Refusal.self) { try KeyTask.workflow.next(state, event) }
        }
    }
}
