/// How long one waits between tries: doubling from the first pause up to the longest, each up to a fifth longer by chance, so that what
/// failed together does not come back together.
struct Backoff: Sendable, Hashable {
    /// Seconds.
    let first: Int64
    let longest: Int64
    /// So many tries in all.
    let tries: Int

    /// Mail: 30 s, 1 min … 2 hours; for a day and a half.
    static let mail = Backoff(first: 30, longest: 7200, tries: 25)
    /// Text and work messages are of the moment: 15 s, 30 s … half an hour; for about three hours.
    static let gateway = Backoff(first: 15, longest: 1800, tries: 13)
    /// What a webhook did not take: 10 s, 20 s … 6 hours; for five days.
    static let webhook = Backoff(first: 10, longest: 21_600, tries: 31)

    static func of(_ channel: MessageChannel) -> Backoff { channel == .mail ? .mail : .gateway }

    /// Seconds until the next try, without the part that is left to chance; nil when `made` tries were enough.
    func shortest(after made: Int) -> Int64? {
        guard made < tries else { return nil }
        return min(longest, first << Int64(min(max(0, made - 1), 20)))
    }

    func pause(after made: Int) -> Int64? { shortest(after: made).map { $0 + Int64.random(in: 0...($0 / 5)) } }
}
