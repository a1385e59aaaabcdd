import Access
import Kernel
import Storage

/// How many reports one network may send in a day: whoever reports a fault by its label has no account. Kept is a keyed mark of the network and a
/// number, until the day is over.
enum ReportLoad {
    static let most: Int64 = 20
    static let secret = "exhibits.reports"

    static let full = Refusal(
        .tooMany, "report-load", "从您所在的网络今天已经收到 \(most) 次报修，没有再次保存。急需处理请告诉现场工作人员。",
        "\(most) reports have come from your network today; nothing was kept. If it is urgent, tell the staff on site.")
}

extension Transaction {
    /// Notes one more; refuses what goes beyond the day's limit.
    func takeReport(from network: String) throws {
        let mark = Secrets.mark(network, under: try secret(ReportLoad.secret))
        let taken = try row(
            """
            INSERT INTO exhibits_report_load (day, network, reports) VALUES (\(now.day(in: Loan.zone)), \(mark), 1)
            ON CONFLICT (day, network) DO UPDATE SET reports = exhibits_report_load.reports + 1 RETURNING reports
            """
        ) { try $0.int64("reports") }
        guard let taken, taken <= ReportLoad.most else { throw ReportLoad.full }
    }

    func forgetReportLoads() throws { try execute("DELETE FROM exhibits_report_load WHERE day < \(now.day(in: Loan.zone))") }
}
