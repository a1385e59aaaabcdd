package import Kernel

extension StorageError {
    /// What a person is told when the cause is the database's condition and not the program's or the person's doing; nil otherwise.
    package var refusal: Refusal? {
        switch self {
        case .readOnly:
            Refusal(
                .unavailable, "database-read-only", "数据库目前只能读取，无法保存。请联系管理员。",
                "The database can only be read just now, so nothing was saved. Please tell the administrator.")
        case .full:
            Refusal(
                .unavailable, "database-full", "存储空间已满，无法保存。请联系管理员。",
                "There is no storage space left, so nothing was saved. Please tell the administrator.")
        case .locked, .busy:
            Refusal(
                .unavailable, "database-busy", "系统繁忙，没有保存。请稍后重试。", "The system is busy and nothing was saved. Please try again in a moment.")
        case .connectionLost:
            Refusal(
                .unavailable, "database-lost", "暂时无法连接数据库，没有保存。请稍后重试。",
                "The database cannot be reached just now and nothing was saved. Please try again in a moment.")
        case .outcomeUnknown:
            Refusal(
                .unavailable, "outcome-unknown", "保存时与数据库的连接中断，无法确定是否已保存。请刷新页面查看结果后再重试。",
                "The database was lost while saving, so it is not known whether your change was saved. Reload the page and look before you try again.")
        case .corrupt:
            Refusal(
                .unavailable, "database-damaged", "数据库损坏，无法继续。请联系管理员。", "The database is damaged. Please tell the administrator.")
        default: nil
        }
    }
}
