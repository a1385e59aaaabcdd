/// What one try came to, with what the other side said.
enum SendOutcome: Sendable, Hashable {
    /// The other side has taken it over.
    case taken(String)
    /// Not now; another try may help.
    case later(String)
    /// Never: the address or the message itself was refused.
    case refused(String)
    /// It was handed over, and then nobody answered: it may have been taken.
    case unsure(String)

    var answer: String {
        switch self {
        case .taken(let text), .later(let text), .refused(let text), .unsure(let text): text
        }
    }

    /// The answer as it is kept: one line, bounded, and without the address of the person, which servers like to repeat.
    func kept(without address: String) -> String {
        let line = String(answer.map { $0.isNewline || $0 == "\0" ? " " : $0 })
        return String(line.replacing(address, with: "…").prefix(400))
    }
}
