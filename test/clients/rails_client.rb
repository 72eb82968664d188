# ActiveRecord: a migration, schema.rb there and back, inserts of strings and JSON, filters.
require "active_record"
require "active_record/connection_adapters/postgresql_adapter"
require "stringio"

module Factag
  TYPES = %w[tagpath tagset tagquery factverdict factlabel labelset ruleset tagtaxonomy labelpolicy idset claimstats claimquery].freeze

  # without these two, schema.rb leaves out each table with such a column, and says so in a comment only
  def self.install
    TYPES.each { |type| ActiveRecord::ConnectionAdapters::PostgreSQLAdapter::NATIVE_DATABASE_TYPES[type.to_sym] = { name: type } }
    ActiveRecord::ConnectionAdapters::PostgreSQLAdapter.prepend(TypeMap)
    ActiveRecord::ConnectionAdapters::PostgreSQL::TableDefinition.include(Columns)
  end

  module TypeMap
    def initialize_type_map(map = type_map)
      super
      TYPES.each { |type| map.register_type(type, ActiveRecord::ConnectionAdapters::PostgreSQL::OID::SpecializedString.new(type.to_sym)) }
    end
  end

  module Columns
    TYPES.each { |type| define_method(type) { |*names, **options| names.each { |name| column(name, type, **options) } } }
  end
end
Factag.install

$checks = 0
def check(what, got, expected)
  $checks += 1
  abort "#{what}: expected #{expected.inspect}, got #{got.inspect}" unless got == expected
end

ActiveRecord::Base.establish_connection(adapter: "postgresql", host: ENV["PGHOST"], port: ENV["PGPORT"], username: ENV["PGUSER"], database: ENV["PGDATABASE"])
ActiveRecord::Base.logger = nil
ActiveRecord::Migration.verbose = false

class CreateMember < ActiveRecord::Migration[6.1]
  def change
    enable_extension "factag"
    create_table :members do |t|
      t.tagpath :path
      t.tagset :tags, null: false, default: ""
      t.labelset :labels
      t.index :tags, using: :gin
    end
  end
end

class Member < ActiveRecord::Base
end

CreateMember.new.migrate(:up)
dumped = StringIO.new
ActiveRecord::SchemaDumper.dump(ActiveRecord::Base.connection, dumped)
schema = dumped.string
check("schema.rb has the columns", schema[/create_table "members".*?^  end/m].to_s.scan(/t\.(\w+) "(\w+)"/), [%w[tagpath path], %w[tagset tags], %w[labelset labels]])
check("schema.rb has the index", schema.match?(/t\.index \["tags"\].*using: :gin/), true)
check("schema.rb has the extension", schema.include?('enable_extension "factag"'), true)
ActiveRecord::Base.connection.drop_table(:members)
create = schema[/create_table "members".*?^  end/m]
ActiveRecord::Schema.define { instance_eval(create) }
Member.reset_column_information

Member.create!(path: "a/b", tags: "interest/pet[weight=0.5], region/taipei", labels: "spam[by=human]")
Member.create!(tags: { "interest/sport" => {}, "vip" => {} }.to_json, labels: [{ label: "hate" }].to_json)
check("what was written", Member.order(:id).pluck(:path, :tags, :labels), [["a/b", "interest/pet[weight=0.5], region/taipei", "spam[by=human]"], [nil, "interest/sport, vip", "hate"]])
check("@@", Member.where("tags @@ ?", "interest & !vip").ids, [1])
check("@>", Member.where("tags @> ?::tagpath", "interest/sport").ids, [2])
check("a function", Member.where("labelset_matches(labels, ?)", "hate").ids, [2])
Member.where(id: 1).update_all(["tags = tags || ?", "vip"])
member = Member.find(1)
check("tags added", member.tags, "interest/pet[weight=0.5], region/taipei, vip")
member.update!(tags: member.tags + ", region/tainan")
check("saved", Member.find(1).tags, "interest/pet[weight=0.5], region/tainan, region/taipei, vip")
begin
  Member.create!(path: "a//b")
  abort "an empty segment was not refused"
rescue ActiveRecord::StatementInvalid => error
  check("an empty segment", error.cause.result.error_field(PG::Result::PG_DIAG_SQLSTATE), "22P02")
end
puts "ActiveRecord #{ActiveRecord::VERSION::STRING}: #{$checks} checks passed"
