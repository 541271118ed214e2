{{%AUTOESCAPE context="HTML"}}
{{! inbox/list.tpl: the inbox with no conversation open. Fed by talks.tpl and live.tpl; merged: filter (rows): account_id, name, chosen, or filter_many with filter_name; done_unread }}
<div class="inbox inbox-two inbox-shut">
  <section class="inbox-pane inbox-list" aria-label="Conversations">
    {{#done_unread}}<div class="flash flash-strip" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Marked as unread.</p></div>{{/done_unread}}
    <div class="inbox-title"><h1>Inbox</h1>{{#nav_send}}{{#merged_not}}<a class="btn btn-small btn-icon" href="{{root}}/send"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#message-plus"></use></svg><span class="visually-hidden">New message</span></a>{{/merged_not}}{{/nav_send}}</div>
    {{#merged}}
    {{#filter_many_not}}
    <form class="inbox-filter flow flow-line" method="get" action="{{inbox_path}}">
      {{#searching}}<input type="hidden" name="q" value="{{query}}">{{/searching}}{{#searching_not}}<input type="hidden" name="tab" value="{{tab}}">{{/searching_not}}
      <label class="small soft" for="account">Account</label>
      <select class="form-select grow" id="account" name="account" data-send>
        <option value="">All accounts</option>
        {{#filter}}<option value="{{account_id}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/filter}}
      </select>
      <button class="btn" type="submit">Show</button>
    </form>
    {{/filter_many_not}}
    {{#filter_many}}
    <div class="inbox-filter flow flow-line">
      <span class="small soft">Account</span>
      <a class="btn grow" href="{{inbox_path}}/accounts?{{#searching}}q={{query:url_query_escape}}{{/searching}}{{#searching_not}}tab={{tab:url_query_escape}}{{/searching_not}}">{{#filtered}}{{filter_name}}{{/filtered}}{{#filtered_not}}All accounts{{/filtered_not}}<svg class="icon icon-sm push" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#selector"></use></svg></a>
      {{#filtered}}<a class="btn btn-quiet btn-icon" href="{{inbox_path}}?{{#searching}}q={{query:url_query_escape}}{{/searching}}{{#searching_not}}tab={{tab:url_query_escape}}{{/searching_not}}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#x"></use></svg><span class="visually-hidden">Show all accounts</span></a>{{/filtered}}
    </div>
    {{/filter_many}}
    {{/merged}}
    {{>live_note}}
    <div class="inbox-live" id="talks">
{{>talks}}
    </div>
  </section>
  <section class="inbox-pane inbox-thread" aria-label="Conversation">
    <div class="nothing">
      {{#talk_any}}
      <svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg>
      <h2 class="nothing-title">Choose a conversation</h2>
      <p>{{#merged}}It opens in the account it belongs to.{{/merged}}{{#merged_not}}{{#has_unread}}Unread ones carry a dot.{{/has_unread}}{{#has_unread_not}}Everything is read.{{/has_unread_not}}{{/merged_not}}</p>
      {{/talk_any}}
      {{#talk_none}}<p class="faint">A conversation you choose opens here.</p>{{/talk_none}}
    </div>
  </section>
</div>
{{>live}}
