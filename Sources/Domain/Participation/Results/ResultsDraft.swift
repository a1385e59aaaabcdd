package import Activities
package import Kernel
package import Rooms

/// What a host states after an event, on one form: each number becomes a claim of its own, blank says nothing.
package struct ResultsDraft: Sendable, Hashable {
    package var activity: ID<Activity>
    /// `ID(0)` is the activity as a whole.
    package var session: ID<ActivitySession>
    /// By indicator.
    package var values: [String: Int64] = [:]
    /// How those on site were counted.
    package var isEstimated = false
    /// The sample by which the visits were estimated; their value is then its estimate.
    package var sample: HeadCountSample?
    /// Whose numbers online are: the platform's name; for `watched` also its seconds.
    package var platform = ""
    package var watchedSeconds: Int64?
    package var summary = ""
    /// Needed where something about the numbers is unusual.
    package var comment = ""
    package var evidence: Evidence?
    package var showsPhotos = false

    package init(activity: ID<Activity>, session: ID<ActivitySession>) { (self.activity, self.session) = (activity, session) }

    /// In the order in which they stand on the form.
    package static let onSite = [Indicators.visits, Indicators.schoolVisits, Indicators.schoolTimes]
    package static let online = [Indicators.viewers, Indicators.views, Indicators.peak, Indicators.watched, Indicators.downloads, Indicators.impressions]
    package static let effort = [Indicators.staff, Indicators.volunteers, Indicators.volunteerHours, Indicators.media, Indicators.materials]
    package static let all = onSite + online + effort

    /// Refuses what contradicts itself; says by which field.
    package mutating func check() throws(Refusal) {
        if let sample {
            try sample.check()
            if let typed = values["visits"], typed != sample.estimate {
                throw Refusal(
                    .invalid, "sample-and-number", "抽样得出的是 \(sample.estimate)，与填写的 \(typed) 不同。用抽样估算时，请把人次留空。",
                    "The sample gives \(sample.estimate), not the \(typed) that you typed. Where a sample is used, leave the visits blank.", field: "visits")
            }
            values["visits"] = sample.estimate
            isEstimated = true
        }
        guard !values.isEmpty else {
            throw Refusal(
                .invalid, "results-empty", "请至少填写一个数。不知道的留空，确实没有的填 0。", "State at least one number. Leave blank what you do not know; 0 is for what there was none of.", field: "visits")
        }
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { try ClaimDraft.check(indicator: key, value: value, field: ResultsForm.field(of: key)) }
        if let whole = values["visits"], let part = values["school-visits"], part > whole {
            throw Refusal(
                .invalid, "part-above-whole", "学校团体人次（\(part)）是参观人次的一部分，不能多于它（\(whole)）。", "Visits in school groups (\(part)) are part of the visits and cannot be more than all (\(whole)).",
                field: "school_visits")
        }
        if let schools = values["school-times"], schools > 0, let part = values["school-visits"], part < schools {
            throw Refusal(
                .invalid, "schools-without-pupils", "\(schools) 所学校到场，学校团体人次却只有 \(part)。请核对。", "\(schools) schools came, yet only \(part) visits were in school groups. Check both.", field: "school_times")
        }
        if values["watched"] != nil, watchedSeconds == nil {
            throw Refusal(.invalid, "watched-seconds", "请写明观看满多少秒才算“有效观看”。", "Say how many seconds one must watch to be counted.", field: "watched_seconds")
        }
    }

    /// What each claim is, in the order of the form.
    package func claims() -> [ClaimDraft] {
        Self.all.compactMap { indicator in
            guard let value = values[indicator.key] else { return nil }
            let isSite = Self.onSite.contains(indicator), isOnline = Self.online.contains(indicator)
            var claim = ClaimDraft(
                activity: activity, session: session, indicator: indicator.key, value: value, method: isSite && isEstimated ? .estimated : .reported)
            var says = [comment]
            if isOnline, !platform.isEmpty { says.append(platform) }
            if indicator.key == "watched", let watchedSeconds { says.append("≥ \(watchedSeconds) s") }
            claim.reason = says.filter { !$0.isEmpty }.joined(separator: " · ")
            return claim
        }
    }

    /// By which another report that says exactly the same is known; empty where too little is said to tell.
    package var fingerprint: String {
        let told = values.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        guard told.count >= 2, told.contains(where: { $0.value >= 20 }) else { return "" }
        return told.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
