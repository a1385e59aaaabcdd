import CPostgres
import Storage

extension StorageError {
    /// The error that the server answered.
    init(postgres result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, CInt(code.value)).map { String(cString: $0) }
        }
        self.init(
            state: field("C") ?? "", message: field("M") ?? String(cString: PQresultErrorMessage(result)).oneLine, detail: field("D") ?? "",
            table: field("t") ?? "", column: field("c") ?? "", constraint: field("n"))
    }

    private init(state: String, message: String, detail: String, table: String, column: String, constraint: String?) {
        switch state {
        case "23505": self = .unique(Constraint(table: table, columns: Self.columns(in: detail), index: constraint))
        case "23514": self = .check(constraint ?? message)
        case "23502": self = .notNull("\(table).\(column)")
        case "23503", "23001": self = .foreignKey(constraint ?? message)
        case "25006": self = .readOnly(message)
        case "53100": self = .full(message)
        case "55P03": self = .locked(message)
        case "40001", "40P01": self = .busy(message)
        case "XX001", "XX002": self = .corrupt(message)
        case "42P01": self = .noTable(message)
        case "57014": self = .interrupted
        case "57P01", "57P02", "57P03", "53300": self = .connectionLost(message)
        // Said by the client itself, not by a server: the connection broke while it waited for the answer.
        case "": self = .connectionLost(message)
        case _ where state.hasPrefix("08"): self = .connectionLost(message)
        default: self = .other(code: state, message: message)
        }
    }

    /// From `Key (region, key)=(61, x) already exists.`, in whatever language the rest is.
    private static func columns(in detail: String) -> [String] {
        guard let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")?.lowerBound else { return [] }
        return detail[detail.index(after: start)..<end].split(separator: ",").map { String($0.trimmingPrefix(" ")) }
    }
}

extension String {
    /// The lines of a message as one.
    var oneLine: String { split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: "; ") }
}
