import Kernel
import Storage

/// A way on from a list in which nothing stands: one filter less, or other words.
struct ActivitySuggestion: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        /// Take this filter away: the name of its parameter.
        case without(String)
        /// Ask for these words instead.
        case words(String)
    }

    let step: Step
    /// How many activities it gives: never none.
    let count: Int
}

extension ActivityFilter {
    /// The parameters that are given, in the order of the form; `page` is none of them.
    var given: [String] {
        var out: [String] = []
        func add(_ name: String, _ isGiven: Bool) { if isGiven { out.append(name) } }
        add("q", !words.isEmpty)
        add("region", region != nil)
        add("near", near != nil)
        add("begin", begin != nil)
        add("end", end != nil)
        add("campaign", campaign != nil)
        add("kind", kind != nil)
        add("age", age != nil)
        add("places", places != nil)
        add("theme", theme != nil)
        add("venue", venue != nil)
        add("mode", !modes.isEmpty)
        add("access", !access.isEmpty)
        add("free", isFree)
        return out
    }

    /// The same question with one parameter fewer, from its first page.
    func without(_ name: String) -> ActivityFilter {
        var out = self
        out.page = 1
        switch name {
        case "q": out.words = ""
        case "region": (out.region, out.codes) = (nil, nil)
        case "near", "within": (out.near, out.spot, out.within) = (nil, nil, Self.usualWithin)
        case "begin": out.begin = nil
        case "end": out.end = nil
        case "campaign": out.campaign = nil
        case "kind": out.kind = nil
        case "age": out.age = nil
        case "places": out.places = nil
        case "theme": out.theme = nil
        case "venue": out.venue = nil
        case "mode": out.modes = []
        case "access": out.access = []
        case "free": out.isFree = false
        default: break
        }
        return out
    }
}

extension Transaction {
    /// What somebody may ask instead of a question that finds nothing: at most six ways, each of which finds something.
    func suggestions(for asked: ActivityFilter) throws -> [ActivitySuggestion] {
        let filter = try resolved(asked)
        var out = try nearMisses(of: filter)
        let given = filter.given
        for name in given where given.count > 1 || name != "q" {
            let count = try countListed(filter.without(name))
            if count > 0 { out.append(ActivitySuggestion(step: .without(name), count: count)) }
        }
        return Array(out.prefix(6))
    }

    /// Other words under the same filters: each word alone, shorter beginnings, what sounds the same. At most three.
    private func nearMisses(of filter: ActivityFilter) throws -> [ActivitySuggestion] {
        var out: [ActivitySuggestion] = []
        for words in SearchWords.near(filter.words) where out.count < 3 {
            var one = filter
            (one.words, one.page) = (words, 1)
            let count = try countListed(one)
            if count > 0 { out.append(ActivitySuggestion(step: .words(words), count: count)) }
        }
        return out
    }
}
