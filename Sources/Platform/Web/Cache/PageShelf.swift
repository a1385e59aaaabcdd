import Synchronization

/// The pages that are kept, within a limit of bytes.
///
/// A page is fresh while nothing was written since it was made, and for `grace` after a write: under a stream of bookings a page is then
/// made once in `grace`, not once for each visitor. After `limit` it is made anew in any case, for what other programs write and for
/// what changes with the hour. One request makes it; the others get the old one meanwhile.
final class PageShelf: Sendable {
    struct Key: Hashable, Sendable {
        /// A page may name itself with its scheme and host.
        let origin: String
        let address: String
        let language: String
        let cookies: String
    }

    enum Found {
        case fresh(CachedPage)
        /// Too old: whoever hears this makes it anew.
        case mine
        /// Somebody is making it anew at this moment.
        case old(CachedPage)
    }

    private struct Place {
        var page: CachedPage
        /// Since when somebody makes it anew.
        var claimed: ContinuousClock.Instant?
    }

    private let places = Mutex<(pages: [Key: Place], size: Int)>(([:], 0))
    private let grace: Duration
    private let limit: Duration
    private let capacity: Int
    /// How long one request may hold the others off.
    private static let patience = Duration.seconds(5)

    init(grace: Duration, limit: Duration = .seconds(5), capacity: Int = 64 << 20) {
        (self.grace, self.limit, self.capacity) = (grace, max(limit, grace), capacity)
    }

    func find(_ key: Key, writes: UInt64, now: ContinuousClock.Instant = .now) -> Found {
        places.withLock { shelf in
            guard let place = shelf.pages[key] else { return .mine }
            if isFresh(place.page, writes: writes, now) { return .fresh(place.page) }
            if grace > .zero, let claimed = place.claimed, now - claimed < Self.patience { return .old(place.page) }
            shelf.pages[key]?.claimed = now
            return .mine
        }
    }

    /// The page, where it is fresh; asks nobody to make it anew.
    func fresh(_ key: Key, writes: UInt64, now: ContinuousClock.Instant = .now) -> CachedPage? {
        places.withLock { shelf in
            guard let page = shelf.pages[key]?.page else { return nil }
            return isFresh(page, writes: writes, now) ? page : nil
        }
    }

    private func isFresh(_ page: CachedPage, writes: UInt64, _ now: ContinuousClock.Instant) -> Bool {
        let age = now - page.made
        return age < limit && (page.writes == writes || age < grace)
    }

    func keep(_ page: CachedPage, as key: Key) {
        places.withLock { shelf in
            shelf.size += page.size - (shelf.pages[key]?.page.size ?? 0)
            shelf.pages[key] = Place(page: page)
            guard shelf.size > capacity else { return }
            // Half of it goes, the oldest first: rare, and simpler than an order of use.
            let oldest = shelf.pages.sorted { $0.value.page.made < $1.value.page.made }.prefix(shelf.pages.count / 2 + 1)
            for (key, place) in oldest {
                shelf.pages[key] = nil
                shelf.size -= place.page.size
            }
        }
    }

    /// Nothing to keep came of it: the next one may try.
    func release(_ key: Key) { places.withLock { $0.pages[key]?.claimed = nil } }
}
