import Kernel
import Rooms

/// What this room holds that comes from a person's device.
enum HallPersonalData {
    static let viewers = PersonalData(
        "cloudhall.viewer", Phrase("线上观众的标记", "Marks of viewers online"),
        holds: Phrase("每个场次一个随机标记，不同场次互不相关，不能还原；打开的次数和时长", "a mark that holds for one session only and leads back to nobody; how often and how long it was open"),
        purpose: Phrase("统计观看人数，不重复计算", "to count each viewer once"),
        kept: Phrase("场次结束后 \(HallJobs.keptDays) 天；之后删除，人数保留", "\(HallJobs.keptDays) days after the session; then deleted, the numbers stay"),
        // No mark can be told to be somebody's: there is nothing to show and nothing to find.
        records: { _, _ in [] })
}
