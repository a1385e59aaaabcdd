import Kernel
import Storage

extension PostgresOpening {
    /// One clear line for what is in the way at the start. The address itself is not repeated: it may hold a password.
    static func refusal(for error: StorageError, _ address: PostgresAddress) -> Refusal {
        switch error {
        case .connectionLost(let text) where text.contains("does not exist") && text.contains("database \""):
            refusal("database-missing", "PostgreSQL 中没有这个数据库：\(text)", "There is no such database on the PostgreSQL server: \(text)")
        case .connectionLost(let text) where text.contains("authentication failed") || text.contains("no password supplied"):
            refusal("database-sign-in", "PostgreSQL 拒绝登录：\(text)", "PostgreSQL refuses the user or the password: \(text)")
        case .connectionLost(let text):
            refusal("database-unreachable", "无法连接 PostgreSQL：\(text)", "PostgreSQL cannot be reached: \(text)")
        case .readOnly:
            refusal(
                "database-read-only", "PostgreSQL 是只读的（备用服务器或只读设置），请连接主服务器。",
                "PostgreSQL is read-only (a standby, or set so): connect to the primary server.")
        case .full(let text):
            refusal("database-full", "PostgreSQL 的磁盘已满：\(text)", "The disk of the PostgreSQL server is full: \(text)")
        case .other("42501", let text):
            refusal("database-permission", "PostgreSQL 用户权限不足：\(text)", "The PostgreSQL user may not do what is needed: \(text)")
        default: refusal("database-cannot-open", "无法使用 PostgreSQL 数据库：\(error)", "The PostgreSQL database cannot be used: \(error)")
        }
    }

    private static func refusal(_ code: String, _ zh: String, _ en: String) -> Refusal { Refusal(.unavailable, code, zh, en) }
}
