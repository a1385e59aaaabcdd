import Declaration
import Kernel
import Language
import Venues

extension Scheme {
    /// The scheme as a file declares it.
    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        let name = try record.name("name")
        self.init(name: name, title: try record.nameOrNil("title") ?? name, level: try record.choice("level"))
        fields = try Self.fields(record.records("fields"))
        for one in record.records("categories") {
            var category = SchemeCategory(key: one.key, name: try one.name("name"), fields: try Self.fields(one.records("fields")))
            category.grantMost = try one.integerOrNil("grant_most")
            categories.append(category)
        }
        for one in record.records("steps") { steps.append(Step(key: one.key, name: try one.name("name"))) }
        for one in record.records("rules") { rules.append(Rule(key: one.key, text: try one.name("text"), sources: one.texts("source"))) }
        for one in record.records("grounds") {
            let covers = Set(one.texts("covers").compactMap { GroundCase(rawValue: $0) })
            grounds.append(Ground(key: one.key, text: try one.name("text"), clause: try one.textOrNil("clause") ?? "", covers: covers))
        }
        if let one = try record.recordOrNil("recommendation") { recommendation = try RecommendationRule(one) }
        if let one = try record.recordOrNil("review") { review = try ReviewRule(one) }
        if let one = try record.recordOrNil("notice") { notice = try NoticeRule(one) }
        if let one = try record.recordOrNil("assessment") { assessment = try AssessmentRule(one) }
        if let one = try record.recordOrNil("renewal") { renewal = try RenewalRule(one) }
        validity = try Self.validity(record)
        paperCopies = try record.integerOrNil("paper_copies")
        decisionDays = try record.integerOrNil("decision_days")
        listYears = try record.integerOrNil("list_years")
        isSealed = try record.booleanOrNil("sealed") ?? false
    }

    private static func validity(_ record: DeclaredRecord) throws(DeclarationDefect) -> Validity {
        guard let valid = try record.recordOrNil("valid") else { return .open }
        if let months = try valid.integerOrNil("months") { return .months(months) }
        guard try valid.booleanOrNil("batch_end") == true else { return .open }
        return .until(try record.record("period").roughDay("until").last)
    }

    /// A question whose kind is not named is answered in paragraphs.
    fileprivate static func fields(_ records: [DeclaredRecord]) throws(DeclarationDefect) -> [SchemeField] {
        var fields: [SchemeField] = []
        for one in records {
            var field = SchemeField(key: one.key, name: try one.name("name"), kind: try one.choiceOrNil("kind") ?? .paragraphs)
            field.isRequired = try one.booleanOrNil("required") ?? false
            field.hint = try one.nameOrNil("hint")
            field.atLeast = try one.integerOrNil("at_least")
            field.unit = try one.nameOrNil("unit")
            field.choices = one.texts("choices")
            field.known = try one.choiceOrNil("known")
            field.profile = try one.choiceOrNil("profile")
            field.declaredBlind = try one.booleanOrNil("blind")
            fields.append(field)
        }
        return fields
    }
}

extension RecommendationRule {
    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        isNeeded = try record.boolean("needed")
        isOnlyOne = try record.boolean("only_one")
        most = try record.integerOrNil("most")
        daysForCorrection = try record.integer("days_for_correction")
        isOnSite = try record.booleanOrNil("on_site") ?? false
    }
}

extension ReviewRule {
    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        experts = try record.integer("experts")
        for one in record.records("criteria") {
            criteria.append(Criterion(key: one.key, name: try one.wording("name"), most: try one.integer("most"), weight: try one.integer("weight")))
        }
        isScored = !criteria.isEmpty
        if criteria.isEmpty { criteria = [.overall] }
        formula.dropsHighest = try record.boolean("drop_highest")
        formula.dropsLowest = try record.boolean("drop_lowest")
        formula.normalises = try record.boolean("normalise")
        isBlind = try record.boolean("blind")
        mostExcluded = try record.integer("most_excluded")
        needsInspection = try record.boolean("inspection")
        for one in record.records("inspection_points") { inspectionPoints.append(InspectionPoint(key: one.key, name: try one.name("name"))) }
        mostInRegion = try record.integerOrNil("most_in_region")
        for one in record.records("checks") { checks.append(Scheme.Step(key: one.key, name: try one.name("name"))) }
        exclusionNeedsLetter = try record.booleanOrNil("exclusion_letter") ?? false
    }
}

extension NoticeRule {
    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        workdays = try record.integer("workdays")
        countsFirstDay = try record.boolean("first_day_counts")
        needsSecond = try record.boolean("second_notice")
        allowsAnonymous = try record.boolean("anonymous")
        let named = record.texts("lists").compactMap { NoticeAction(rawValue: $0) }
        if !named.isEmpty { lists = named }
        namesLastDay = try record.booleanOrNil("to_date") ?? false
        mayBeCorrected = try record.booleanOrNil("correction") ?? false
    }
}

extension AssessmentRule {
    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        years = try record.integer("years")
        opensInMonth = try record.integer("opens_in_month")
        days = try record.integer("days")
        lateIsFailed = try record.boolean("late_is_failed")
        givingUpRevokes = try record.boolean("giving_up_revokes")
        monthsToRectify = try record.integerOrNil("months_to_rectify")
        if let one = try record.recordOrNil("rectify_by") { rectifyBy = DayOfYear(month: try one.integer("month"), day: try one.integer("day")) }
        monthsToCultivate = try record.integerOrNil("months_to_cultivate")
        failingRevokes = try record.booleanOrNil("failing_revokes") ?? false
        if let months = try record.integerOrNil("least_months") { leastMonths = months }
        outcomes = record.texts("outcomes").compactMap { AssessmentOutcome(rawValue: $0) }
        report = try Scheme.fields(record.records("report"))
    }
}
